import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import fc from "fast-check";
import type { CatalogueFile } from "../src/domain/catalogue/file/catalogue-file-schema.ts";
import { entryOf } from "./rest/v4/change-catalogue.ts";
import {
	creators,
	grantedPairs,
	type ParityInput,
	parityInputs,
} from "./support/parity-inputs.ts";
import {
	type AnsweredCase,
	askGraphql,
	askRest,
	type GraphqlProblem,
	isLiteral,
	type Outcome,
	type RestProblem,
	schemaRefuses,
	withoutIds,
} from "./support/parity-protocols.ts";
import {
	type HeadersOf,
	keysOf,
	startParityServer,
} from "./support/parity-server.ts";
import {
	hasJsonFault,
	memberOf,
	type Wire,
	writeJson,
} from "./support/parity-wire.ts";
import { graphql, postCase, send, telefonico } from "./support/requests.ts";
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

describe("the two protocols", () => {
	test("answer the same and store the same, whatever they are asked", async (context) => {
		context.diagnostic(`PARITY_SEED=${seed} PARITY_RUNS=${runs}`);
		await using started = await startParityServer();
		const { server, file, headersOf } = started;
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
			...["ValueConverted", "TimestampLikeDay"],
			...["a case", "none", "refused"].map((what) => `looked up ${what}`),
			...Object.values(v4Codes).filter((code) => code !== "InvalidType"),
		]);
		assert.deepEqual([...wanted.difference(seen)], []);
		assert.ok((seen.get("created") ?? 0) > runs / 5);
		assert.ok((seen.get("refused") ?? 0) > runs / 5);
	});
});

describe("where the protocols differ", () => {
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
		/** Everything of a case but ids, protocol, times, keys and storage names; files by their bytes. */
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

const ownOfEachProtocol = new Set([
	...["id", "case_id", "protocol", "created_at", "updated_at", "at"],
	...["storage_name", "key", "replays", "row_digest", "hash"],
	...["salt", "salted_digest"],
]);

function comparable(row: Row): Row {
	return Object.fromEntries(
		Object.entries(row).filter(([column]) => !ownOfEachProtocol.has(column)),
	);
}

function createComparison(
	server: TestServer,
	file: CatalogueFile,
	headersOf: HeadersOf,
	stored: ReturnType<typeof openStored>,
	count: (what: string) => void,
) {
	return async (input: ParityInput): Promise<void> => {
		const headers = headersOf[input.caller];
		const { key } = input;
		const keyFor = keysOf(input);
		const keys = { rest: keyFor(), graphql: keyFor() };
		const ask = {
			rest: (isDryRun = false) =>
				askRest(server, input, headers, keys.rest, isDryRun),
			graphql: (isDryRun = false) =>
				askGraphql(server, input, headers, keys.graphql, isDryRun),
		};
		const before = stored.count();
		const tried = {
			rest: await ask.rest(true),
			graphql: await ask.graphql(true),
		};
		assert.deepEqual(stored.count(), before);
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
		assertSameTry(input, tried, rest.kind === "created", shown);
		await assertSameLookUp(input, keys, { rest, graphql }, shown);

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

	/** A dry run answers a case on both protocols, the same one, where the create does, and is refused alike where that is. */
	function assertSameTry(
		input: ParityInput,
		{
			rest,
			graphql,
		}: { rest: Outcome<RestProblem>; graphql: Outcome<GraphqlProblem> },
		isCreated: boolean,
		shown: string,
	) {
		assert.equal(rest.kind === "previewed", isCreated, shown);
		if (rest.kind === "previewed" && graphql.kind === "previewed") {
			assert.deepEqual(graphql.warnings, rest.warnings, shown);
			assertSameAnswer(input, rest.case, graphql.case, shown);
		} else assertSameRefusal(input, rest, graphql, shown);
	}

	/** Both protocols find the case that either made by its key, and none where nothing landed. */
	async function assertSameLookUp(
		{ caller, key }: ParityInput,
		keys: { rest: string | null; graphql: string | null },
		outcomes: { rest: Outcome<unknown>; graphql: Outcome<unknown> },
		shown: string,
	) {
		if (!creators.some((creator) => creator === caller)) return;
		for (const protocol of ["rest", "graphql"] as const) {
			const sent = keys[protocol];
			if (sent === null) continue;
			const found = await lookUp(server, sent, headersOf[caller]);
			assert.equal(found.graphql, found.rest, shown);
			const outcome = outcomes[protocol];
			if (key.kind === "bad") assert.equal(found.rest, "refused", shown);
			else if (outcome.kind === "created")
				assert.equal(found.rest, outcome.case.id, shown);
			else assert.equal(found.rest === "none", key.kind !== "taken", shown);
			count(`looked up ${/^\d+$/.test(found.rest) ? "a case" : found.rest}`);
		}
	}

	function assertSameRefusal(
		input: ParityInput,
		rest: Outcome<RestProblem>,
		graphql: Outcome<GraphqlProblem>,
		shown: string,
	) {
		const isCreator = creators.some((creator) => creator === input.caller);
		const bySchema = schemaRefuses(input);
		assert.ok(!("case" in rest) && !("case" in graphql), shown);
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
		assert.deepEqual(graphql.warnings, rest.warnings, shown);
		for (const code of Object.values(rest.warnings)) count(code);
		const shownCase = isShared ? (found: AnsweredCase) => found : withoutIds;
		assertSameAnswer(
			input,
			shownCase(rest.case),
			shownCase(graphql.case),
			shown,
		);
	}

	/** The same members, and the same caseData but for the kind of a Decimal. */
	function assertSameAnswer(
		{ body }: ParityInput,
		{ caseData: restData, ...rest }: AnsweredCase,
		{ caseData: graphqlData, ...graphql }: AnsweredCase,
		shown: string,
	) {
		assert.deepEqual(graphql, rest, shown);
		const { fields = [] } = entryOf(file.types, String(rest.typeCode));
		const isDecimal = (code: string) =>
			entryOf(fields, code).type === "Decimal";
		const texts = (caseData: AnsweredCase["caseData"]) =>
			Object.entries(caseData).map(([code, value]) => [
				code,
				isDecimal(code) ? digitsOf(value) : value,
			]);
		assert.deepEqual(texts(graphqlData), texts(restData), shown);
		const sent = memberOf(body, "caseData") ?? null;
		for (const [code, answered] of Object.entries(restData))
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

/** What each protocol answers to "did it land?": the number of a case, "none", or "refused" for a key that is none. */
async function lookUp(
	server: TestServer,
	key: string,
	headers: Record<string, string>,
): Promise<{ rest: string; graphql: string }> {
	const query = new URLSearchParams({ idempotencyKey: key });
	const rest = await send(server, "GET", `/api/v4/cases?${query}`, { headers });
	const { body, text } = await graphql(
		server,
		"query ($key: String!) { caseByIdempotencyKey(key: $key) { number } }",
		{ key },
		headers,
	);
	if (rest.status === 400)
		assert.deepEqual(rest.body.errors, { idempotencyKey: "InvalidFormat" });
	else assert.equal(rest.status, 200, rest.text);
	if (body.errors)
		assert.equal(body.errors[0].extensions.code, "BAD_USER_INPUT", text);
	return {
		rest:
			rest.status === 400
				? "refused"
				: String(rest.body.cases[0]?.id ?? "none"),
		graphql: body.errors
			? "refused"
			: String(body.data.caseByIdempotencyKey?.number ?? "none"),
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
