import { join } from "node:path";
import { proxy } from "./proxy.ts";
import { type Casebridge, startCasebridge } from "./start-casebridge.ts";

/** Starts a server that runs the documents of a manifest in `clients/` alone, and leads the recipes to it. */
export async function startTrustingServer(file: string): Promise<Casebridge> {
	const manifest = join(import.meta.dirname, "..", file);
	const server = await startCasebridge({ TRUSTED_DOCUMENTS: manifest });
	proxy.forwardTo(server.origin);
	return server;
}
