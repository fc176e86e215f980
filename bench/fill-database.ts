import { hash } from "node:crypto";
import type { CreateCaseJob } from "../src/domain/ports/create-jobs.ts";
import type { Versions } from "../src/domain/ports/versions.ts";
import { tokenDigest } from "../src/domain/sessions/token.ts";
import { loadDemo, readDemoCatalogue } from "../src/startup/demo.ts";
import { openDatabase } from "../src/store/sqlite/connection/open-database.ts";
import { openSqliteStore } from "../src/store/sqlite/open-sqlite-store.ts";
import { sessionToken } from "./request-plan.ts";

/** Creates that share a transaction. */
const batch = 500;
const day = 24 * 60 * 60 * 1_000;

type Contents = {
	readonly cases: number;
	/** Parties that have these cases in turn; the demo's own first party has all when there are none. */
	readonly parties?: number;
	/** How many of them, at even distances, are signed in. */
	readonly sessions?: number;
};

/** Makes a database of cases, each with four custom fields, a comment, a key and an event, by the product's own writer. */
export async function fillDatabase(
	file: string,
	{ cases, parties = 0, sessions = 0 }: Contents,
): Promise<void> {
	const store = await openSqliteStore({ file });
	try {
		await loadDemo(store, Date.now, await readDemoCatalogue());
		const firstParty = addParties(file, parties, sessions);
		const partyOf = (number: number) =>
			parties === 0 ? 1 : firstParty + (number % parties);
		const versions = await store.versions();
		for (let made = 0; made < cases; made += batch) {
			const size = Math.min(batch, cases - made);
			const jobs = Array.from({ length: size }, (_, index) =>
				jobOf(made + index, partyOf(made + index), versions),
			);
			await Promise.all(jobs.map((job) => store.cases.create(job)));
		}
	} finally {
		await store.close();
	}
}

/** Adds parties and the sessions of some; answers the id of the first. */
function addParties(file: string, parties: number, sessions: number): number {
	const distance = Math.floor(parties / sessions);
	const database = openDatabase(file, { busyTimeout: 1_000 });
	const now = Date.now();
	const insertParty = database.prepare(
		"INSERT INTO parties (kind, firstname, created_at, is_disabled, is_demo) VALUES ('PERSON', 'Bench', ?, 0, 1)",
	);
	const insertSession = database.prepare(
		"INSERT INTO sessions (digest, touchpoint_code, party_id, created_at, expires_at) VALUES (?, 'web', ?, ?, ?)",
	);
	const ids = database.transaction(() =>
		Array.from({ length: parties }, (_, index) => {
			const id = Number(insertParty.run(now).lastInsertRowid);
			if (index % distance === 0) {
				const digest = tokenDigest(sessionToken(index / distance));
				insertSession.run(digest, id, now, now + day);
			}
			return id;
		}),
	)();
	database.close();
	return ids[0] ?? 1;
}

function jobOf(
	number: number,
	partyId: number,
	versions: Versions,
): CreateCaseJob {
	const key = `bench-${number}`;
	return {
		versions,
		at: Date.now(),
		protocol: "REST",
		partyId,
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
			partyId,
			operatorId: null,
			touchpointCode: "web",
			key,
			digest: hash("sha256", key),
		},
	};
}
