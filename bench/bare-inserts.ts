import type { CaseData } from "../src/domain/cases/case-data/case-data-value.ts";
import type { SqliteDatabase } from "../src/store/sqlite/connection/open-database.ts";
import type { BareJob, CreateBody, Created } from "./bare-store.ts";

/** As long as the checksums, hashes and salts of casebridge: a bare server stores as much, and computes nothing. */
const hash = "0".repeat(64);
export const checksum = `v1:${hash}`;
export const salted = { hash, salt: "0".repeat(22), saltedDigest: hash };

/** Prepares the four inserts of a create; the function they make runs inside a transaction. */
export function prepareBareInserts(database: SqliteDatabase) {
	const partyId = database
		.prepare("SELECT party_id FROM party_principals WHERE principal = ?")
		.pluck()
		.get("party1@example.com") as number;
	const insertCase = database.prepare(
		`INSERT INTO cases (party_id, operator_id, touchpoint_code, category_code, type_code, status, resolution,
			assignee_operator_id, assignee_group_code, case_data, protocol, activity, tags, source, created_at, numbered_at, updated_at, version, row_digest)
		VALUES (?, NULL, 'web', ?, ?, 'Created', 'Unresolved', NULL, 'atencion', ?, 'REST', NULL, NULL, NULL, ?, ?, ?, 1, '${checksum}')`,
	);
	const insertComment = database.prepare(
		`INSERT INTO case_comments (party_id, case_id, description, created_at, updated_at, row_digest)
		VALUES (?, ?, ?, ?, ?, '${checksum}')`,
	);
	const insertEvent = database.prepare(
		`INSERT INTO case_events (party_id, case_id, kind, at, protocol, touchpoint_code, actor_kind, operator_id, before, after, hash, salt, salted_digest)
		VALUES (?, ?, 'CREATED', ?, 'REST', 'web', 'party', NULL, NULL, ?, '${hash}', '${salted.salt}', '${hash}')`,
	);
	const insertKey = database.prepare(
		`INSERT INTO idempotency_keys (party_id, touchpoint_code, key, digest, case_id, created_at, replays, row_digest)
		VALUES (?, 'web', ?, ?, ?, ?, 0, '${checksum}')`,
	);

	return ({ body, key, digest }: BareJob): Created => {
		const { categoryCode, typeCode, comments, caseData } = body;
		const at = Date.now();
		const values = JSON.stringify(storedForm(caseData));
		const id = Number(
			insertCase.run(partyId, categoryCode, typeCode, values, at, at, at)
				.lastInsertRowid,
		);
		const commentIds = comments.map(({ description }) =>
			Number(
				insertComment.run(partyId, id, description, at, at).lastInsertRowid,
			),
		);
		insertEvent.run(partyId, id, at, stateText(categoryCode, typeCode, values));
		if (key !== undefined) insertKey.run(partyId, key, digest, id, at);
		return { id, commentIds, at };
	};
}

/** What the event of a create says the case became. */
export function stateText(
	categoryCode: string,
	typeCode: string,
	values: string,
) {
	const codes = JSON.stringify({ categoryCode, typeCode }).slice(1, -1);
	return `{${codes},"status":"Created","resolution":"Unresolved","assignee":{"kind":"group","groupCode":"atencion"},"caseData":${values}}`;
}

/** The values as casebridge stores them. */
export function storedForm({
	monto,
	cantidad,
	urgente,
	fecha,
}: CreateBody["caseData"]): CaseData {
	return {
		monto: { type: "DECIMAL", text: monto, sentAs: "string" },
		cantidad: { type: "NUMBER", value: cantidad },
		urgente: { type: "BOOLEAN", value: urgente },
		fecha: { type: "DATE", text: fecha, day: fecha },
	};
}
