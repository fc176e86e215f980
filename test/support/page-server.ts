import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type PageServer = {
	/** An origin of the same site as the servers of tests. */
	readonly sameSite: string;
	/** An origin of another site. */
	readonly crossSite: string;
	[Symbol.asyncDispose](): Promise<void>;
};

/** Serves an empty page, at two origins that are no casebridge's. */
export async function startPageServer(): Promise<PageServer> {
	const server = createServer((_request, response) => {
		response
			.writeHead(200, { "content-type": "text/html" })
			.end('<!doctype html><link rel="icon" href="data:,">');
	}).listen(0);
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	return {
		sameSite: `http://127.0.0.1:${port}`,
		crossSite: `http://localhost:${port}`,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}
