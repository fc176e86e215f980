import { hash } from "node:crypto";
import { loadDemo, readDemoCatalogue } from "../src/startup/demo.ts";
import { openDatabase } from "../src/store/sqlite/connection/open-database.ts";
import { openSqliteStore } from "../src/store/sqlite/open-sqlite-store.ts";
import { prepareBareInserts } from "./bare-inserts.ts";
import { prepareBareReads } from "./bare-reads.ts";

/** The body of a create, unchecked. */
export type CreateBody = {
	readonly categoryCode: string;
	readonly typeCode: string;
	readonly comments: readonly { readonly description: string }[];
	readonly caseData: {
		readonly monto: string;
		readonly cantidad: number;
		readonly urgente: boolean;
		readonly fecha: string;
	};
};

export type BareJob = {
	readonly body: CreateBody;
	/** Undefined for a create that has none. */
	readonly key: string | undefined;
	readonly digest: string;
};

/** What was written: the ids of a case and its comments, and when, in milliseconds since 1970. */
export type Created = {
	readonly id: number;
	readonly commentIds: readonly number[];
	readonly at: number;
};

type Waiting = {
	readonly job: BareJob;
	readonly resolve: (created: Created) => void;
	readonly reject: (error: unknown) => void;
};

/** A database with casebridge's schema, demo data and durable settings. */
export async function openDemoDatabase(databaseUrl: string) {
	const file = databaseUrl.slice("file:".length);
	const demo = await openSqliteStore({ file });
	await loadDemo(demo, Date.now, await readDemoCatalogue());
	await demo.close();
	return openDatabase(file, { busyTimeout: 0 });
}

/**
 * A demo database, written by prepared statements: creates that come in one turn of the event loop commit together, or
 * each does alone.
 */
export async function openBareStore(
	databaseUrl: string,
	commits: "together" | "each",
) {
	const database = await openDemoDatabase(databaseUrl);
	const insert = prepareBareInserts(database);
	const begin = database.prepare("BEGIN IMMEDIATE");
	const commit = database.prepare("COMMIT");
	let waiting: Waiting[] = [];

	function flush() {
		const batch = waiting;
		waiting = [];
		try {
			begin.run();
			const created = batch.map(({ job }) => insert(job));
			commit.run();
			for (const [index, { resolve }] of batch.entries())
				resolve(created[index] as Created);
		} catch (error) {
			if (database.inTransaction) database.exec("ROLLBACK");
			for (const { reject } of batch) reject(error);
		}
	}

	return {
		/** Resolves once the case is on disk; `text` is what its key stands for. */
		createCase(
			body: CreateBody,
			key: string | undefined,
			text: string,
		): Promise<Created> {
			return new Promise((resolve, reject) => {
				if (commits === "together" && waiting.length === 0) setImmediate(flush);
				const job = { body, key, digest: hash("sha256", text) };
				waiting.push({ job, resolve, reject });
				if (commits === "each") flush();
			});
		},
		...prepareBareReads(database),
		close: () => database.close(),
	};
}

export type BareStore = Awaited<ReturnType<typeof openBareStore>>;
