import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";

export type PostgresServer = {
	readonly port: number;
	/** The address of one of its databases, as its superuser. */
	readonly urlOf: (database: string) => string;
	readonly stop: () => Promise<void>;
};

/**
 * Starts a PostgreSQL with a folder of its own, as an unprivileged user, and waits until it answers. It ends with the
 * process that started it, however that ends.
 */
export async function startPostgres(
	...settings: readonly string[]
): Promise<PostgresServer> {
	const keeper = spawn(
		process.execPath,
		[join(import.meta.dirname, "keeper.ts"), ...settings],
		// A group of its own: Ctrl+C ends whoever started it, and only then this.
		{ detached: true, stdio: ["pipe", "pipe", "inherit"] },
	);
	const exited = once(keeper, "exit");
	const lines = createInterface({ input: keeper.stdout });
	const [line] = await Promise.race([once(lines, "line"), exited]);
	if (typeof line !== "string") throw failed();
	const port = Number(line);
	keeper.unref();
	(keeper.stdin as unknown as { unref(): void }).unref();
	(keeper.stdout as unknown as { unref(): void }).unref();
	const ended = exited.then(() => {
		throw failed();
	});
	await Promise.race([answers(urlOf(port, "postgres")), ended]);
	ended.catch(() => {});
	return {
		port,
		urlOf: (database) => urlOf(port, database),
		async stop() {
			keeper.ref();
			keeper.stdin.end();
			await exited;
		},
	};
}

function failed() {
	return new Error("PostgreSQL did not start; its reason stands above.");
}

/** The address of a database of the server at a port of this machine, as its superuser. */
export function urlOf(port: number, database: string): string {
	return `postgres://postgres:test@127.0.0.1:${port}/${database}`;
}

const patience = 30_000;
const pause = 20;

async function answers(connectionString: string) {
	const deadline = performance.now() + patience;
	for (;;) {
		const client = new pg.Client({ connectionString });
		try {
			await client.connect();
			await client.end();
			return;
		} catch (error) {
			if (performance.now() > deadline) throw error;
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	}
}
