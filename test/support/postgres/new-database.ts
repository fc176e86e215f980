import { randomUUID } from "node:crypto";
import pg from "pg";
import { startPostgres, urlOf } from "./start-postgres.ts";

export type TestDatabase = {
	readonly name: string;
	/** Its address, as the superuser. */
	readonly url: string;
	/** Runs a statement in it, and answers its rows. */
	readonly query: (
		text: string,
		values?: readonly unknown[],
	) => Promise<Record<string, unknown>[]>;
	[Symbol.asyncDispose](): Promise<void>;
};

let started: Promise<number> | null = null;

/** The port of the run's PostgreSQL; a test file that runs alone starts one for itself. */
export function postgresPort(): Promise<number> {
	started ??= process.env.TEST_POSTGRES_PORT
		? Promise.resolve(Number(process.env.TEST_POSTGRES_PORT))
		: startPostgres().then(({ port }) => port);
	return started;
}

/** Makes a database, empty or like a template, and drops it in the end, whoever is connected. */
export async function newDatabase(
	options = "TEMPLATE template0 ENCODING UTF8",
): Promise<TestDatabase> {
	const port = await postgresPort();
	const name = `test_${randomUUID().replaceAll("-", "")}`;
	await administer(port, `CREATE DATABASE ${name} ${options}`);
	const pool = new pg.Pool({ connectionString: urlOf(port, name), max: 1 });
	pool.on("error", () => {});
	return {
		name,
		url: urlOf(port, name),
		query: async (text, values) =>
			(await pool.query(text, [...(values ?? [])])).rows,
		async [Symbol.asyncDispose]() {
			await pool.end();
			await administer(port, `DROP DATABASE ${name} WITH (FORCE)`);
		},
	};
}

/** Runs a statement that stands for itself, in the database of the superuser. */
export async function administer(port: number, statement: string) {
	const client = new pg.Client(urlOf(port, "postgres"));
	await client.connect();
	try {
		return await client.query(statement);
	} finally {
		await client.end();
	}
}
