import { type PostgresServer, startPostgres } from "./start-postgres.ts";

let server: PostgresServer | null = null;

/** One PostgreSQL for all test files of a run: node runs this before the first of them. */
export async function globalSetup() {
	server = await startPostgres();
	process.env.TEST_POSTGRES_PORT = String(server.port);
}

export async function globalTeardown() {
	await server?.stop();
}
