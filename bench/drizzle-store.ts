import { hash } from "node:crypto";
import { drizzle, eq } from "../src/store/sqlite/connection/drizzle.ts";
import {
	caseComments,
	caseEvents,
	cases,
	idempotencyKeys,
	partyPrincipals,
} from "../src/store/sqlite/schema.ts";
import { checksum, salted, stateText, storedForm } from "./bare-inserts.ts";
import {
	type CreateBody,
	type Created,
	openDemoDatabase,
} from "./bare-store.ts";

/** The same rows as they are usually written: by Drizzle's own builders, in a transaction of their own for each create. */
export async function openDrizzleStore(databaseUrl: string) {
	const database = await openDemoDatabase(databaseUrl);
	const db = drizzle(database);
	const party = db
		.select()
		.from(partyPrincipals)
		.where(eq(partyPrincipals.principal, "party1@example.com"))
		.get();
	const partyId = party?.partyId ?? 0;

	function insert(
		body: CreateBody,
		key: string | undefined,
		text: string,
	): Created {
		const { categoryCode, typeCode, comments, caseData } = body;
		const at = Date.now();
		const values = storedForm(caseData);
		return db.transaction(
			(tx) => {
				const { id } = tx
					.insert(cases)
					.values({
						partyId,
						touchpointCode: "web",
						categoryCode,
						typeCode,
						status: "Created",
						resolution: "Unresolved",
						assigneeGroupCode: "atencion",
						caseData: values,
						protocol: "REST",
						createdAt: at,
						numberedAt: at,
						updatedAt: at,
						version: 1,
						rowChecksum: checksum,
					})
					.returning({ id: cases.id })
					.get();
				const commentRows = tx
					.insert(caseComments)
					.values(
						comments.map(({ description }) => ({
							partyId,
							caseId: id,
							description,
							createdAt: at,
							updatedAt: at,
							rowChecksum: checksum,
						})),
					)
					.returning({ id: caseComments.id })
					.all();
				tx.insert(caseEvents)
					.values({
						partyId,
						caseId: id,
						kind: "CREATED",
						at,
						protocol: "REST",
						touchpointCode: "web",
						actorKind: "party",
						after: stateText(categoryCode, typeCode, JSON.stringify(values)),
						...salted,
					})
					.run();
				if (key !== undefined)
					tx.insert(idempotencyKeys)
						.values({
							partyId,
							touchpointCode: "web",
							key,
							digest: hash("sha256", text),
							caseId: id,
							createdAt: at,
							replays: 0,
							rowChecksum: checksum,
						})
						.run();
				return { id, commentIds: commentRows.map((row) => row.id), at };
			},
			{ behavior: "immediate" },
		);
	}

	return {
		createCase: async (
			body: CreateBody,
			key: string | undefined,
			text: string,
		): Promise<Created> => insert(body, key, text),
		close: () => database.close(),
	};
}
