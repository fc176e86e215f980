import { hash, randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { operatorOf } from "../rest/v4/call.ts";
import { at, nobodyAt, openSession } from "../rest/v4/callers.ts";
import { basic, operator1, party1, party2 } from "./requests.ts";
import { noon, type TestServer } from "./test-server.ts";

export type Headers = Record<string, string>;

/** Somebody who calls: as whom, and which cases they should see. */
export type Caller = {
	readonly headers: Headers;
	readonly kind: "nobody" | "party" | "operator" | "operatorAsParty";
	readonly sees: (subject: Subject) => boolean;
	/** The party that calls, or that an operator acts for. */
	readonly party?: "party1" | "party2";
};

/** A case that is called about; null for a number that no case has. */
export type Subject = {
	readonly owner: "party1" | "party2";
	readonly typeCode: string;
	readonly categoryCode: string;
	readonly isVisibleInApp: boolean;
	readonly group: "atencion" | "tecnica";
	/** Assigned to operator 1 personally instead of to the group. */
	readonly isPersonal: boolean;
} | null;

const telefonico = {
	typeCode: "Telefonico",
	categoryCode: "Reclamo",
	isVisibleInApp: true,
	group: "atencion",
	isPersonal: false,
} as const;
const corte = {
	categoryCode: "ReclamoServicio",
	group: "tecnica",
	isPersonal: false,
} as const;

export const subjects: Readonly<Record<string, Subject>> = {
	"party 1's case of a group": { owner: "party1", ...telefonico },
	"party 1's case, assigned to operator 1": {
		owner: "party1",
		...telefonico,
		isPersonal: true,
	},
	"party 1's case of another group": {
		owner: "party1",
		typeCode: "CorteServicio",
		isVisibleInApp: true,
		...corte,
	},
	"party 1's case of a type that the app does not show": {
		owner: "party1",
		typeCode: "CortePersistente",
		isVisibleInApp: false,
		...corte,
	},
	"party 2's case of a group": { owner: "party2", ...telefonico },
	"no case at all": null,
};

/** Everybody who calls, on the demo data with a second operator of the technical group. */
export async function callersOf(
	server: TestServer,
): Promise<Readonly<Record<string, Caller>>> {
	const nobody = (headers: Headers): Caller => ({
		headers,
		kind: "nobody",
		sees: () => false,
	});
	const party = (
		headers: Headers,
		owner: "party1" | "party2",
		kind: Caller["kind"] = "party",
	): Caller => ({
		headers,
		kind,
		party: owner,
		sees: (subject) => subject?.owner === owner && subject.isVisibleInApp,
	});
	const technician = await operatorOf(server, "tec@example.com", ["tecnica"]);
	const acting = (name: "party1" | "party2") =>
		openSession(server, "callcenter", {
			party: `${name}@example.com`,
			operator: "operator1@example.com",
		});
	return {
		"nobody, without credentials": nobody({}),
		"nobody, with a wrong token": nobody({
			...party1,
			"thalamus-token": "wrong",
		}),
		"nobody, with a wrong password": nobody({
			...party1,
			authorization: basic("party1@example.com", "wrong"),
		}),
		"nobody, with touchpoint and token alone": nobody(nobodyAt("web")),
		"an operator at a touchpoint for parties": nobody(at("web", operator1)),
		"party 1 at the web": party(party1, "party1"),
		"party 1 at the kiosk": party(at("kiosk"), "party1"),
		"party 1 at the call centre": party(at("callcenter"), "party1"),
		"party 2 at the web": party(party2, "party2"),
		"operator 1, of all groups": {
			headers: operator1,
			kind: "operator",
			sees: (subject) => subject !== null,
		},
		"an operator of the technical group": {
			headers: technician,
			kind: "operator",
			sees: (subject) => subject?.group === "tecnica",
		},
		"operator 1 as party 1": party(
			await acting("party1"),
			"party1",
			"operatorAsParty",
		),
		"operator 1 as party 2": party(
			await acting("party2"),
			"party2",
			"operatorAsParty",
		),
	};
}

/** A new case for one cell, made at the web with a key, a comment and a file; the numbers of none for no case. */
export async function openCase(server: TestServer, subject: Subject) {
	const key: string = randomUUID();
	if (!subject)
		return {
			id: 999_999,
			commentId: 999_999,
			fileId: 999_999,
			eventId: 999_999,
			key,
		};
	const { store } = server.app;
	const versions = await store.versions();
	const storageName = randomUUID();
	writeFileSync(join(server.attachmentsFolder, storageName), "bytes");
	const owner = {
		partyId: subject.owner === "party1" ? 1 : 2,
		operatorId: null,
		touchpointCode: "web",
	};
	const created = await store.cases.create({
		...owner,
		versions,
		at: noon,
		protocol: "REST",
		actorKind: "party",
		categoryCode: subject.categoryCode,
		typeCode: subject.typeCode,
		status: "Created",
		resolution: null,
		assigneeGroupCode: subject.group,
		caseData: {},
		comments: ["first"],
		attachments: [
			{
				fileName: "a.txt",
				contentType: "text/plain",
				size: 5,
				sha256: hash("sha256", "bytes"),
				storageName,
			},
		],
		origin: { activity: null, tags: [], source: null },
		idempotency: { ...owner, key, digest: hash("sha256", key) },
	});
	if (created.kind !== "created") throw new Error(created.kind);
	const { id, commentIds, attachmentIds } = created;
	if (subject.isPersonal) await assignToOperator1(server, id);
	const range = { above: null, below: null, limit: 1, fromNewest: false };
	const [event] = await store.events.findOfCase({ caseId: id, ...range });
	return {
		id,
		commentId: commentIds[0] as number,
		fileId: attachmentIds[0] as number,
		eventId: event?.id as number,
		key,
	};
}

async function assignToOperator1({ app: { store } }: TestServer, id: number) {
	const found = await store.cases.findById(id, null);
	if (!found) throw new Error(`Case ${id} was not created.`);
	await store.cases.change({
		versions: await store.versions(),
		at: noon,
		protocol: "REST",
		touchpointCode: "callcenter",
		actorKind: "operator",
		operatorId: 1,
		caseId: id,
		partyId: found.partyId,
		version: found.version,
		change: {
			...found,
			kind: "ASSIGNED",
			assignee: { kind: "operator", operatorId: 1 },
			before: {},
			after: { assignee: { kind: "operator", operatorId: 1 } },
		},
		addComments: [],
		updateComment: null,
		addAttachments: [],
		removeAttachment: null,
		idempotency: null,
	});
}
