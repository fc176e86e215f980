import { hash } from "node:crypto";
import { loadDemo, readDemoCatalogue } from "../src/demo.ts";
import { openDatabase } from "../src/store/sqlite/open-database.ts";
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
	readonly key: string;
	readonly digest: string;
};

type Waiting = {
	readonly job: BareJob;
	readonly resolve: (id: number) => void;
	readonly reject: (error: unknown) => void;
};

/** A database with casebridge's schema, demo data and durable settings, written by prepared statements in group commits. */
export async function openBareStore(databaseUrl: string) {
	const file = databaseUrl.slice("file:".length);
	const demo = await openSqliteStore({ file });
	await loadDemo(demo, Date.now, await readDemoCatalogue());
	await demo.close();

	const database = openDatabase(file, { busyTimeout: 0 });
	const insert = prepareBareInserts(database);
	const begin = database.prepare("BEGIN IMMEDIATE");
	const commit = database.prepare("COMMIT");
	let waiting: Waiting[] = [];

	function flush() {
		const batch = waiting;
		waiting = [];
		try {
			begin.run();
			const ids = batch.map(({ job }) => insert(job));
			commit.run();
			for (const [index, { resolve }] of batch.entries())
				resolve(ids[index] as number);
		} catch (error) {
			if (database.inTransaction) database.exec("ROLLBACK");
			for (const { reject } of batch) reject(error);
		}
	}

	return {
		/** Answers the number of the case once it is on disk. */
		createCase(body: CreateBody, key: string, text: string): Promise<number> {
			return new Promise((resolve, reject) => {
				if (waiting.length === 0) setImmediate(flush);
				const job = { body, key, digest: hash("sha256", text) };
				waiting.push({ job, resolve, reject });
			});
		},
		...prepareBareReads(database),
		close: () => database.close(),
	};
}
