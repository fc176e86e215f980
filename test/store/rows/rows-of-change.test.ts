import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ChangeCaseJob } from "../../../src/domain/ports/change-job.ts";
import {
	areTextsIntact,
	chainHash,
} from "../../../src/store/integrity/event-chain.ts";
import { rowChecksum } from "../../../src/store/integrity/row-checksum.ts";
import { countEventsOfChange } from "../../../src/store/rows/events-of-change.ts";
import { commentRow } from "../../../src/store/rows/part-rows.ts";
import { rowsOfChange } from "../../../src/store/rows/rows-of-change.ts";
import { rowsOfCreate } from "../../../src/store/rows/rows-of-create.ts";
import { jobsOf } from "../../support/create-jobs.ts";
import { noon, startServer } from "../../support/test-server.ts";

const file = {
	fileName: "a.txt",
	contentType: "text/plain",
	size: 1,
	sha256: "0".repeat(64),
	storageName: "name",
};
const key = {
	partyId: null,
	operatorId: 7,
	touchpointCode: "web",
	key: "key",
	digest: "1".repeat(64),
};
const members = {
	categoryCode: "Reclamo",
	typeCode: "Telefonico",
	resolution: null,
	caseData: {},
	assignee: { kind: "operator", operatorId: 7 },
} as const;
/** Everything that a change can do, in one. */
const job: ChangeCaseJob = {
	versions: { catalogue: 1, credentials: 1 },
	at: noon + 1,
	protocol: "REST",
	touchpointCode: "web",
	actorKind: "operator",
	operatorId: 7,
	caseId: 1,
	partyId: 1,
	version: 3,
	change: {
		...members,
		kind: "UPDATED",
		status: "Open",
		before: { status: "Created" },
		after: { status: "Open" },
	},
	addComments: ["one", "two"],
	updateComment: {
		before: { id: 4, description: "old" },
		after: { id: 4, description: "new" },
	},
	addAttachments: [file],
	removeAttachment: { id: 9, fileName: "b", contentType: "c", size: 2 },
	idempotency: key,
};
const allotted = {
	firstCommentId: 11,
	firstAttachmentId: 21,
	firstEventId: 31,
	previousHash: "hash",
	salts: ["s1", "s2", "s3", "s4", "s5", "s6"],
	keyClock: 5,
};

/** The case and the comment that the job is about, as a database would read them. */
async function found() {
	await using server = await startServer();
	const make = await jobsOf(server.app.store);
	const { case: row } = rowsOfCreate(make(null), {
		caseId: 1,
		firstCommentId: 0,
		firstAttachmentId: 0,
		event: { id: 1, previousHash: "", salt: "" },
		numberedAt: noon,
		keyClock: 0,
	});
	const owner = { partyId: 1, caseId: 1, at: noon };
	return { case: { ...row, version: 3 }, comment: commentRow(4, owner, "old") };
}

describe("the rows of a change", () => {
	test("have the ids, checksums and chained events that a database stores as they are", async () => {
		const stored = await found();
		const rows = rowsOfChange(job, allotted, stored);
		assert.deepEqual(rows.raised, { version: 4, updatedAt: noon + 1 });
		const changed = { ...stored.case, ...rows.columns };
		assert.equal(changed.status, "Open");
		assert.equal(changed.assigneeOperatorId, 7);
		assert.equal(changed.assigneeGroupCode, null);
		assert.equal(changed.rowChecksum, rowChecksum("case", changed));
		assert.deepEqual(
			rows.comments.map(({ id, description }) => [id, description]),
			[
				[11, "one"],
				[12, "two"],
			],
		);
		assert.deepEqual(
			{ ...rows.updatedComment, rowChecksum: "" },
			{
				...stored.comment,
				description: "new",
				updatedAt: noon + 1,
				rowChecksum: "",
			},
		);
		assert.equal(rows.attachments[0]?.id, 21);
		assert.equal(rows.removedAttachmentId, 9);
		assert.deepEqual(
			[rows.key?.commentId, rows.key?.attachmentId, rows.key?.keyClock],
			[11, 21, 5],
		);
		assert.deepEqual([rows.key?.partyId, rows.key?.operatorId], [0, 7]);
	});

	test("tell all of it in events, chained in their order", async () => {
		const { events } = rowsOfChange(job, allotted, await found());
		assert.equal(countEventsOfChange(job), events.length);
		assert.deepEqual(
			events.map(({ id, kind, salt }) => [id, kind, salt]),
			[
				[31, "UPDATED", "s1"],
				[32, "COMMENT_ADDED", "s2"],
				[33, "COMMENT_ADDED", "s3"],
				[34, "COMMENT_UPDATED", "s4"],
				[35, "ATTACHMENT_ADDED", "s5"],
				[36, "ATTACHMENT_DELETED", "s6"],
			],
		);
		let hash = allotted.previousHash;
		for (const event of events) {
			const { id, partyId, caseId, kind, at, protocol } = event;
			const { touchpointCode, actorKind, operatorId, saltedDigest } = event;
			const entry = [id, partyId, caseId, kind, at, protocol, touchpointCode];
			hash = chainHash(hash, [...entry, actorKind, operatorId, saltedDigest]);
			assert.equal(event.hash, hash);
			assert.ok(areTextsIntact(event));
		}
	});

	test("are few for a change of little", async () => {
		const nothing = {
			...job,
			addComments: [],
			updateComment: null,
			addAttachments: [],
			removeAttachment: null,
			idempotency: null,
		};
		const stored = await found();
		const silent = { ...nothing, change: null };
		assert.deepEqual(rowsOfChange(silent, allotted, stored), {
			raised: { version: 4, updatedAt: noon + 1 },
			columns: null,
			comments: [],
			updatedComment: null,
			attachments: [],
			removedAttachmentId: null,
			events: [],
			key: null,
		});
		assert.equal(countEventsOfChange(silent), 0);
		const change = { ...members, kind: "UPDATED", status: "Open" } as const;
		const untold = { ...nothing, change: { ...change, before: {}, after: {} } };
		assert.equal(countEventsOfChange(untold), 0);
		const rows = rowsOfChange(untold, allotted, stored);
		assert.deepEqual(rows.events, []);
		assert.equal(rows.columns?.status, "Open");
	});

	test("are not made of a damaged row, of a comment that is gone, or with too few salts", async () => {
		const stored = await found();
		const damaged = { ...stored.case, source: "x" };
		assert.throws(
			() => rowsOfChange(job, allotted, { ...stored, case: damaged }),
			{ name: "StoreError", message: /stored case 1 does not match/ },
		);
		const comment = { ...stored.comment, description: "x" };
		assert.throws(() => rowsOfChange(job, allotted, { ...stored, comment }), {
			name: "StoreError",
			message: /stored comment 4 does not match/,
		});
		assert.throws(
			() => rowsOfChange(job, allotted, { ...stored, comment: null }),
			/Comment 4 of case 1 does not exist/,
		);
		assert.throws(
			() => rowsOfChange(job, { ...allotted, salts: ["s1"] }, stored),
			/There are 1 salts for more events/,
		);
	});
});
