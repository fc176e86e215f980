import { hash } from "node:crypto";
import { loadDemo, readDemoCatalogue } from "../src/demo.ts";
import type { CreateCaseJob } from "../src/domain/store/create-jobs.ts";
import type { Versions } from "../src/domain/store.ts";
import { openSqliteStore } from "../src/store/sqlite/open-sqlite-store.ts";

/** Creates that share a transaction. */
const batch = 500;

/** Makes a database of so many cases, each with four custom fields, a comment, a key and an event, by the product's own writer. */
export async function fillDatabase(file: string, cases: number): Promise<void> {
	const store = await openSqliteStore({ file });
	try {
		await loadDemo(store, Date.now, await readDemoCatalogue());
		const versions = await store.versions();
		for (let made = 0; made < cases; made += batch) {
			const size = Math.min(batch, cases - made);
			const jobs = Array.from({ length: size }, (_, index) =>
				jobOf(made + index, versions),
			);
			await Promise.all(jobs.map((job) => store.cases.create(job)));
		}
	} finally {
		await store.close();
	}
}

function jobOf(number: number, versions: Versions): CreateCaseJob {
	const key = `bench-${number}`;
	return {
		versions,
		at: Date.now(),
		door: "REST",
		partyId: 1,
		operatorId: null,
		touchpointCode: "web",
		categoryCode: "Reclamo",
		typeCode: "Telefonico",
		status: "Created",
		resolution: "Unresolved",
		assigneeGroupCode: "atencion",
		caseData: {
			monto: { type: "DECIMAL", text: `${number}.50`, sentAs: "number" },
			cantidad: { type: "NUMBER", value: number },
			urgente: { type: "BOOLEAN", value: number % 2 === 0 },
			fecha: { type: "DATE", text: "2026-05-01", day: "2026-05-01" },
		},
		comments: [`The line is dead since ${number} minutes ago.`],
		attachments: [],
		actorKind: "party",
		origin: { activity: null, tags: [], source: null },
		idempotency: {
			partyId: 1,
			operatorId: null,
			touchpointCode: "web",
			key,
			digest: hash("sha256", key),
		},
	};
}
