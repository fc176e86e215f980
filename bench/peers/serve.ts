import { openBareStore } from "../bare-store.ts";
import { openDrizzleStore } from "../drizzle-store.ts";

/** What every peer obeys: where it listens and which database it writes. */
export const port = Number(process.env.PORT);
export const databaseUrl = process.env.DATABASE_URL ?? "";
export const host = "127.0.0.1";

/** The store of a server that commits each request: by Drizzle's builders as such servers are written, or by STATEMENTS=prepared. */
export function openStore() {
	return process.env.STATEMENTS === "prepared"
		? openBareStore(databaseUrl, "each")
		: openDrizzleStore(databaseUrl);
}

/** Says that a peer listens, and ends it in order when it is asked to. */
export function announce(
	name: string,
	close: () => void | Promise<void>,
): void {
	process.on("SIGTERM", async () => {
		await close();
		process.exit(0);
	});
	process.stdout.write(`${name} listens on http://${host}:${port}\n`);
}
