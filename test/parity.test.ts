import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import fc from "fast-check";
import { readDemoCatalogue } from "../src/demo.ts";
import type { CatalogueFile } from "../src/domain/catalogue/catalogue-file-schema.ts";
import { at, nobodyAt, openSession } from "./rest/v4/callers.ts";
import { changeCatalogue, entryOf } from "./rest/v4/change-catalogue.ts";
import {
	type AnsweredCase,
	askGraphql,
	askRest,
	type GraphqlProblem,
	isLiteral,
	type Outcome,
	type RestProblem,
	schemaRefuses,
} from "./support/parity-doors.ts";
import {
	type Caller,
	callers,
	creators,
	grantedPairs,
	limits,
	type ParityInput,
	parityInputs,
} from "./support/parity-inputs.ts";
import {
	hasJsonFault,
	memberOf,
	type Wire,
	writeJson,
} from "./support/parity-wire.ts";
import {
	graphql,
	operator1,
	party1,
	party2,
	postCase,
	telefonico,
} from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

const seed = Number(process.env.PARITY_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.PARITY_RUNS ?? 1000);

/* What v4 calls a problem that GraphQL names by code and field: CONTRACT section 2, written down a second time. */

const v4Codes: Readonly<Record<string, string>> = {
	CODE_REQUIRED: "CodeRequired",
	INVALID_CODE: "InvalidCode",
	CATEGORY_SYSTEM_NODE: "CategorySystemNode",
	INVALID_NAME: "InvalidName",
	INITIAL_STATUS_NOT_SELECTED: "InitialStatusNotSelected",
	INITIAL_RESOLUTION_TYPE_NOT_SELECTED: "InitialResolutionTypeNotSelected",
	INVALID_CASE_FIELD: "invalidCaseField",
	REQUIRED: "Required",
	INVALID_TYPE: "InvalidType",
	INVALID_FORMAT: "InvalidFormat",
	TOO_LONG: "TooLong",
	TOO_MANY: "TooMany",
	TOO_LARGE: "TooLarge",
	IDEMPOTENCY_KEY_REUSED: "IdempotencyKeyReused",
};

const v4Members: Readonly<Record<string, string>> = {
	categoryCode: "category",
	typeCode: "categoryOrType",
	status: "caseStatus",
	resolution: "caseResolutionType",
	caseData: "caseData",
	comments: "comments",
	attachments: "attachements",
	idempotencyKey: "idempotencyKey",
};

function inV4Words({ code, field, message }: GraphqlProblem): RestProblem {
	const [member = "", ...rest] = field;
	const name = v4Members[member];
	assert.ok(name, `no problem is expected at ${field.join(".")}`);
	assert.ok(v4Codes[code], `no problem is expected to be ${code}`);
	assert.match(message, /^\S.*\.$/s);
	const key =
		code === "INVALID_CODE" ? "categoryOrType" : [name, ...rest].join(".");
	return [key, v4Codes[code]];
}

describe("the two doors", () => {
	test("answer the same and store the same, whatever they are asked", async (context) => {
		context.diagnostic(`PARITY_SEED=${seed} PARITY_RUNS=${runs}`);
		await using server = await startServer({
			MAX_TEXT_LENGTH: String(limits.text),
			MAX_COMMENTS: String(limits.comments),
			MAX_ATTACHMENTS: String(limits.attachments),
			MAX_INLINE_ATTACHMENT_BYTES: String(limits.bytes),
		});
		const file = JSON.parse(await readDemoCatalogue()) as CatalogueFile;
		addOddEntries(file);
		await changeCatalogue(server, addOddEntries);
		const headersOf = await openCallers(server);
		await takeKey(server, headersOf);
		using stored = openStored(server);
		const seen = new Map<string, number>();
		const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
		const compare = createComparison(server, file, headersOf, stored, count);

		await fc.assert(fc.asyncProperty(parityInputs(file), compare), {
			numRuns: runs,
			seed,
		});

		const counts = [...seen].toSorted(([, a], [, b]) => b - a);
		context.diagnostic(counts.map((entry) => entry.join(" ")).join(", "));
		if (runs < 1000) return;
		const wanted = new Set([
			...["created", "refused", "unauthorized", "malformed", "replayed"],
			...["created by a literal", "created by variables"],
			...["refused by the schema alone", "with attachments"],
			...Object.values(v4Codes).filter((code) => code !== "InvalidType"),
		]);
		assert.deepEqual([...wanted.difference(seen)], []);
		assert.ok((seen.get("created") ?? 0) > runs / 5);
		assert.ok((seen.get("refused") ?? 0) > runs / 5);
	});
});

describe("where the doors differ", () => {
	test("GraphQL takes one comment or attachment for a list of one, as its specification has it", async () => {
		await using server = await startServer();
		const file = { fileName: "a", content: "" };
		const lists = { comments: { description: "a" }, attachments: file };
		const rest = await postCase(server, { ...telefonico, ...lists });
		assert.deepEqual(rest.body.errors, {
			comments: "InvalidType",
			attachements: "InvalidType",
		});
		const { body } = await graphql(
			server,
			"mutation($input: CreateCaseInput!) { createCase(input: $input) { case { comments { description } attachments { fileName } } } }",
			{ input: { ...telefonico, ...lists } },
		);
		assert.deepEqual(body.data.createCase.case, {
			comments: [{ description: "a" }],
			attachments: [{ fileName: "a" }],
		});
	});
});

/** More kinds of entry than the demo has: a type with a field of every kind, and inactive ones. */
function addOddEntries(file: CatalogueFile): void {
	file.categories.push(
		{ code: "Vieja", name: "Vieja", active: false },
		{ code: "ViejaHija", name: "Hija", parent: "Vieja" },
		{ code: "SistemaViejo", name: "Viejo", system: true, active: false },
	);
	const telefonico = entryOf(file.types, "Telefonico");
	for (const code of ["Vieja", "ViejaHija", "SistemaViejo"])
		telefonico.categories.push({ code });
	telefonico.fields?.push(
		{ code: "texto", name: "Texto", type: "Text" },
		{ code: "lista", name: "Lista", type: "List", options: ["a", "A", "á 😀"] },
	);
	file.statuses.push({ name: "Old", initial: true, active: false });
	file.resolutions.push({ name: "Old", initial: true, active: false });
	for (const code of ["web", "callcenter"])
		entryOf(file.touchpoints, code).grants.push({ category: "Vieja" });
}

type HeadersOf = Readonly<Record<Caller, Record<string, string>>>;

async function openCallers(server: TestServer): Promise<HeadersOf> {
	const party = "party1@example.com";
	const operator = "operator1@example.com";
	const session = await openSession(server, "web", { party });
	const cookie = `casebridge_session=${session["thalamus-token"]}`;
	return {
		party1Web: party1,
		party2Web: party2,
		party1Kiosk: at("kiosk"),
		party2Kiosk: at("kiosk", party2),
		party1CallCenter: at("callcenter"),
		party2CallCenter: at("callcenter", party2),
		sessionWeb: session,
		cookieWeb: { ...nobodyAt("web"), cookie },
		operatorAsParty: await openSession(server, "callcenter", {
			party,
			operator,
		}),
		nobodyWeb: nobodyAt("web"),
		nobodyKiosk: nobodyAt("kiosk"),
		nobodyAnywhere: {},
		wrongToken: { ...party1, "thalamus-token": "wrong" },
		tokenOfAnotherTouchpoint: { ...party1, "thalamus-touchpoint": "kiosk" },
		operatorAlone: operator1,
		operatorAtWeb: { ...party1, authorization: operator1.authorization },
		twoPeople: { ...session, authorization: party2.authorization },
	};
}

const takenKey = "taken";

/** Gives every creator a case under the key that others then find taken. */
async function takeKey(server: TestServer, headersOf: HeadersOf) {
	for (const caller of creators) {
		const pair =
			callers[caller] === "kiosk"
				? { categoryCode: "Consulta", typeCode: "Informacion" }
				: { categoryCode: "Reclamo", typeCode: "Telefonico" };
		const answer = await postCase(
			server,
			{ ...pair, comments: [{ description: "the first one to take the key" }] },
			{ ...headersOf[caller], "idempotency-key": takenKey },
		);
		assert.equal(answer.status, 201);
	}
}

const tables = [
	"case_comments",
	"case_attachments",
	"case_events",
	"idempotency_keys",
] as const;
type Row = Readonly<Record<string, unknown>>;

/** The stored rows, read on one connection of the test's own. */
function openStored({ databaseFile, attachmentsFolder }: TestServer) {
	const database = new Database(databaseFile, { readonly: true });
	const countAll = database.prepare<[], Record<string, number>>(
		`SELECT (SELECT count(*) FROM cases) AS cases, ${tables
			.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`)
			.join()}`,
	);
	const selectCase = database.prepare<[string], Row>(
		"SELECT * FROM cases WHERE id = ?",
	);
	const selectRows = tables.map(
		(table) =>
			[
				table,
				database.prepare<[string], Row>(
					`SELECT * FROM ${table} WHERE case_id = ? ORDER BY rowid`,
				),
			] as const,
	);
	const bytesOf = (row: Row) =>
		readFileSync(join(attachmentsFolder, String(row.storage_name)), "hex");
	return {
		count: (): Record<string, number> => ({
			...countAll.get(),
			files: readdirSync(attachmentsFolder).length,
		}),
		/** Everything of a case but ids, door, times, keys and storage names; files by their bytes. */
		read(id: string) {
			const rows = Object.fromEntries(
				selectRows.map(([table, select]) => [table, select.all(id)]),
			) as Record<(typeof tables)[number], Row[]>;
			return {
				case: comparable(selectCase.get(id) as Row),
				files: rows.case_attachments.map(bytesOf),
				comments: rows.case_comments.map(comparable),
				attachments: rows.case_attachments.map(comparable),
				events: rows.case_events.map(comparable),
				keys: rows.idempotency_keys.map(comparable),
			};
		},
		[Symbol.dispose]: () => database.close(),
	};
}

const ownOfEachDoor = new Set([
	...["id", "case_id", "door", "created_at", "updated_at", "at"],
	...["storage_name", "key", "replays", "row_digest", "hash"],
]);

function comparable(row: Row): Row {
	return Object.fromEntries(
		Object.entries(row).filter(([column]) => !ownOfEachDoor.has(column)),
	);
}

function createComparison(
	server: TestServer,
	file: CatalogueFile,
	headersOf: HeadersOf,
	stored: ReturnType<typeof openStored>,
	count: (what: string) => void,
) {
	let keys = 0;

	return async (input: ParityInput): Promise<void> => {
		const headers = headersOf[input.caller];
		const { key } = input;
		const newKey = () => `parity-${++keys}`;
		const sharedKey = newKey();
		const keyFor = () =>
			({
				none: null,
				separate: newKey(),
				shared: sharedKey,
				taken: takenKey,
				bad: key.kind === "bad" ? key.text : null,
			})[key.kind];
		const ask = {
			rest: () => askRest(server, input, headers, keyFor()),
			graphql: () => askGraphql(server, input, headers, keyFor()),
		};
		const before = stored.count();
		let rest: Outcome<RestProblem>;
		let graphql: Outcome<GraphqlProblem>;
		let between: Record<string, number>;
		if (key.kind === "shared" && key.first === "graphql") {
			graphql = await ask.graphql();
			between = stored.count();
			rest = await ask.rest();
		} else {
			rest = await ask.rest();
			between = stored.count();
			graphql = await ask.graphql();
		}
		const after = stored.count();
		const shown = `${input.caller} ${input.form} ${JSON.stringify(key)} ${writeJson(input.body)}\nREST ${JSON.stringify(rest)}\nGraphQL ${JSON.stringify(graphql)}`;
		count(rest.kind);

		if (rest.kind === "created" && graphql.kind === "created") {
			assertSameCase(input, rest, graphql, shown);
			if (key.kind === "shared") {
				assert.deepEqual(after, between, `a replay wrote\n${shown}`);
				count("replayed");
			} else {
				assertSameRows(rest.case.id, graphql.case.id, shown);
				assertGrowth(input, between, after, shown);
			}
			assertGrowth(input, before, between, shown);
			count(isLiteral(input) ? "created by a literal" : "created by variables");
			if (rest.case.attachments.length > 0) count("with attachments");
			return;
		}
		assert.deepEqual(between, before, `the first refusal wrote\n${shown}`);
		assert.deepEqual(after, before, `the second refusal wrote\n${shown}`);
		assertSameRefusal(input, rest, graphql, shown);
	};

	function assertSameRefusal(
		input: ParityInput,
		rest: Outcome<RestProblem>,
		graphql: Outcome<GraphqlProblem>,
		shown: string,
	) {
		const isCreator = creators.some((creator) => creator === input.caller);
		const bySchema = schemaRefuses(input);
		assert.notEqual(rest.kind, "created", shown);
		assert.notEqual(graphql.kind, "created", shown);
		if (input.caller === "twoPeople") {
			assert.equal(rest.kind, "malformed", shown);
			assert.equal(graphql.kind, "malformed", shown);
		} else if (hasJsonFault(input.body)) {
			// A literal brings escaped text past the JSON reader, and is refused by the scalar or the domain.
			const isOne = rest.kind === "refused" && rest.problems.length === 1;
			assert.ok(isOne || rest.kind === "malformed", shown);
			if (!isLiteral(input)) assert.equal(graphql.kind, "malformed", shown);
			count("faulty JSON");
		} else if (!isCreator) {
			assert.equal(rest.kind, "unauthorized", shown);
			assert.equal(
				graphql.kind,
				bySchema ? "malformed" : "unauthorized",
				shown,
			);
		} else {
			assert.ok(rest.kind === "refused", shown);
			for (const [, code] of rest.problems) count(code);
			if (graphql.kind === "malformed") {
				assert.notEqual(bySchema, false, shown);
				count("refused by the schema alone");
				return;
			}
			assert.notEqual(bySchema, true, shown);
			assert.ok(graphql.kind === "refused", shown);
			assert.deepEqual(graphql.problems.map(inV4Words), rest.problems, shown);
			for (const { code, field } of graphql.problems)
				if (code === "INVALID_CODE")
					assert.deepEqual(field, [invalidCodeOf(input)], shown);
		}
	}

	/** The member that GraphQL blames for InvalidCode: the type only where that reveals nothing. */
	function invalidCodeOf({ caller, body }: ParityInput): string {
		const categoryCode = memberOf(body, "categoryCode");
		const isTypeMissing = String(memberOf(body, "typeCode")).trim() === "";
		const isGranted = grantedPairs(file, caller).some(
			({ category }) => category === categoryCode,
		);
		return isTypeMissing || isGranted ? "typeCode" : "categoryCode";
	}

	function assertSameCase(
		input: ParityInput,
		rest: Outcome<unknown> & { kind: "created" },
		graphql: Outcome<unknown> & { kind: "created" },
		shown: string,
	) {
		const { key } = input;
		const isShared = key.kind === "shared";
		assert.equal(rest.replayed, isShared && key.first === "graphql", shown);
		assert.equal(graphql.replayed, isShared && key.first === "rest", shown);
		assert.deepEqual(
			withoutData(graphql.case, isShared),
			withoutData(rest.case, isShared),
			shown,
		);
		const { fields = [] } = entryOf(file.types, String(rest.case.typeCode));
		const isDecimal = (code: string) =>
			entryOf(fields, code).type === "Decimal";
		const texts = ({ caseData }: AnsweredCase) =>
			Object.entries(caseData).map(([code, value]) => [
				code,
				isDecimal(code) ? digitsOf(value) : value,
			]);
		assert.deepEqual(texts(graphql.case), texts(rest.case), shown);
		const sent = memberOf(input.body, "caseData") ?? null;
		for (const [code, answered] of Object.entries(rest.case.caseData))
			if (isDecimal(code)) assertSentDigits(memberOf(sent, code), answered);
	}

	function assertSameRows(restId: string, graphqlId: string, shown: string) {
		assert.notEqual(restId, graphqlId, shown);
		assert.deepEqual(stored.read(graphqlId), stored.read(restId), shown);
	}

	function assertGrowth(
		{ key, body }: ParityInput,
		before: Record<string, number>,
		after: Record<string, number>,
		shown: string,
	) {
		const lengthOf = (name: string) => {
			const list = memberOf(body, name);
			return Array.isArray(list) ? list.length : 0;
		};
		const files = lengthOf("attachements") + lengthOf("attachments");
		const grown: Record<string, number> = {
			cases: 1,
			case_comments: lengthOf("comments"),
			case_attachments: files,
			case_events: 1,
			idempotency_keys: key.kind === "none" ? 0 : 1,
			files,
		};
		for (const name in grown)
			assert.equal(
				(after[name] ?? 0) - (before[name] ?? 0),
				grown[name],
				`${name}\n${shown}`,
			);
	}
}

/** A case without its caseData, whose Decimals differ in kind; without the ids of its parts where there are two cases. */
function withoutData(found: AnsweredCase, keepsIds: boolean): object {
	const { caseData: _, ...rest } = found;
	if (keepsIds) return rest;
	const withoutNumber = ({ number: _, ...part }: { number: unknown }) => part;
	return {
		...rest,
		id: null,
		comments: found.comments.map(withoutNumber),
		attachments: found.attachments.map(withoutNumber),
	};
}

/** The text of a Decimal, whether it was answered as a number or as a string. */
function digitsOf(value: unknown): unknown {
	return typeof value === "object" && value !== null && "digits" in value
		? value.digits
		: value;
}

/** v4 gives a Decimal back in the kind and with the digits that were sent; an exponent is written out. */
function assertSentDigits(sent: Wire | undefined, answered: unknown) {
	if (typeof sent === "string") return assert.equal(answered, sent);
	const [sentDigits, digits] = [digitsOf(sent), digitsOf(answered)].map(String);
	assert.ok(sentDigits !== undefined && digits !== undefined);
	assert.notEqual(typeof answered, "string");
	if (!/e/i.test(sentDigits)) return assert.equal(digits, sentDigits);
	assert.doesNotMatch(digits, /e/i);
	assert.equal(scaled(digits), scaled(sentDigits), `${sentDigits} ${digits}`);
}

/** A number in units of 10^-60, exact. */
function scaled(text: string): bigint {
	const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
	const [whole = "", fraction = ""] = mantissa.split(".");
	const shift = 60 + Number(exponent) - fraction.length;
	return BigInt(whole + fraction) * 10n ** BigInt(shift);
}
