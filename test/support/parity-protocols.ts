import assert from "node:assert/strict";
import type { ParityInput } from "./parity-inputs.ts";
import {
	isList,
	isObject,
	type Members,
	memberOf,
	type Wire,
	writeJson,
	writeLiteral,
} from "./parity-wire.ts";
import { type Answer, send } from "./requests.ts";
import type { TestServer } from "./test-server.ts";

/** A problem in the words of its protocol: v4's key and code, or GraphQL's code and field. */
export type RestProblem = readonly [key: string, code: string];
export type GraphqlProblem = {
	readonly code: string;
	readonly field: readonly string[];
	readonly message: string;
};

/**
 * What a case looks like where both protocols should agree; every number is `{digits}` as it was answered. In a preview
 * it and its parts have no ids.
 */
export type AnsweredCase = {
	/** Its digits; none in a preview. */
	readonly id: string;
	readonly categoryCode: unknown;
	readonly categoryName: unknown;
	readonly typeCode: unknown;
	readonly status: unknown;
	readonly resolution: unknown;
	readonly comments: readonly Numbered[];
	readonly attachments: readonly Numbered[];
	readonly caseData: Readonly<Record<string, unknown>>;
	readonly context: {
		readonly links: unknown;
		readonly simpleProfile: unknown;
	};
};

type Numbered = { readonly number?: unknown };

type Found = {
	readonly case: AnsweredCase;
	readonly replayed: boolean;
	/** In v4's words, on both protocols. */
	readonly warnings: Readonly<Record<string, string>>;
};

export type Outcome<Problem> =
	| ({ readonly kind: "created" } & Found)
	/** The same in a dry run. */
	| ({ readonly kind: "previewed" } & Found)
	| { readonly kind: "refused"; readonly problems: readonly Problem[] }
	/** Nobody who may create is logged in. */
	| { readonly kind: "unauthorized" }
	/** The request is refused as a whole: bad JSON, contradicting credentials, or against the schema. */
	| { readonly kind: "malformed" };

type Headers = Readonly<Record<string, string>>;

/** `POST /api/v4/cases`. */
export async function askRest(
	server: TestServer,
	{ body }: ParityInput,
	headers: Headers,
	key: string | null,
	isDryRun = false,
): Promise<Outcome<RestProblem>> {
	const path = `/api/v4/cases${isDryRun ? "?dryRun=true" : ""}`;
	const answer = await send(server, "POST", path, {
		headers: { ...headers, ...(key !== null && { "idempotency-key": key }) },
		body: writeJson(body),
	});
	const { status } = answer;
	if (status === (isDryRun ? 200 : 201)) return restCase(answer, isDryRun);
	const errors = Object.entries<string>(answer.body?.errors ?? {});
	assert.ok(errors.length > 0, `${status} ${answer.text}`);
	assert.ok(errors.every(([, code]) => typeof code === "string"));
	if (status === 401) return { kind: "unauthorized" };
	const isReused = errors.some(([, code]) => code === "IdempotencyKeyReused");
	assert.equal(status, isReused ? 422 : 400, answer.text);
	if (errors.some(([name]) => name === "error.message"))
		return { kind: "malformed" };
	return { kind: "refused", problems: errors };
}

function restCase(answer: Answer, isDryRun: boolean): Outcome<RestProblem> {
	const {
		context,
		case: found,
		warnings = {},
		messages = {},
		...rest
	} = withDigits(answer.text);
	assert.deepEqual(rest, {}, answer.text);
	assert.deepEqual(Object.keys(messages), Object.keys(warnings));
	const { id, attachements, caseData, comments, ...members } = found;
	const { links, ...values } = caseData;
	assert.deepEqual(links, []);
	assert.equal(id === undefined, isDryRun);
	const numbered = ({ id: number, ...part }: Record<string, unknown>) =>
		number === undefined ? part : { number, ...part };
	return {
		kind: isDryRun ? "previewed" : "created",
		replayed: answer.headers.get("idempotent-replayed") === "true",
		warnings,
		case: {
			...members,
			id: isDryRun ? "" : id.digits,
			comments: comments.map(
				({ caseInstanceId, ...comment }: Record<string, unknown>) => {
					assert.deepEqual(caseInstanceId, id);
					return numbered(comment);
				},
			),
			attachments: attachements.map(numbered),
			caseData: values,
			context: { links: context.links, simpleProfile: context.simpleProfile },
		},
	};
}

const selection = `{
	case {
		number categoryCode category { name } typeCode status resolution caseData
		comments { number description } attachments { number fileName contentType size }
	}
	preview {
		categoryCode category { name } typeCode status resolution caseData
		comments { description } attachments { fileName contentType size }
	}
	replayed
	userErrors { code field message }
	warnings { code field message }
	context { links { ref href } simpleProfile { firstname lastname email } }
}`;

/** `createCase(input)`, as variables or, where every key allows it, as a literal in the document. */
export async function askGraphql(
	server: TestServer,
	input: ParityInput,
	headers: Headers,
	key: string | null,
	isDryRun = false,
): Promise<Outcome<GraphqlProblem>> {
	const inHeader = key !== null && input.keyPlace === "header";
	const sent = graphqlInput(input, inHeader ? null : key, isDryRun);
	const literal = literalOf(input, sent);
	const answer = await send(server, "POST", "/graphql", {
		headers: { ...headers, ...(inHeader && { "idempotency-key": key }) },
		body:
			literal === null
				? writeJson({
						members: [
							[
								"query",
								`mutation($input: CreateCaseInput!) { createCase(input: $input) ${selection} }`,
							],
							["variables", { members: [["input", sent]] }],
						],
					})
				: JSON.stringify({
						query: `mutation { createCase(input: ${literal}) ${selection} }`,
					}),
	});
	const { status, body, text } = answer;
	const code = body?.errors?.[0]?.extensions?.code;
	if (status === 400) {
		assert.equal(code, "BAD_USER_INPUT", text);
		return { kind: "malformed" };
	}
	assert.equal(status, 200, text);
	if (code !== undefined) {
		assert.ok(["UNAUTHENTICATED", "FORBIDDEN"].includes(code), text);
		assert.equal(body.data?.createCase ?? null, null);
		return { kind: "unauthorized" };
	}
	const payload = body.data.createCase;
	const member = isDryRun ? "preview" : "case";
	assert.equal(payload[isDryRun ? "case" : "preview"], null);
	if (payload[member] === null) {
		assert.ok(payload.userErrors.length > 0, text);
		assert.equal(payload.replayed, false);
		assert.deepEqual(payload.warnings, []);
		return { kind: "refused", problems: payload.userErrors };
	}
	assert.deepEqual(payload.userErrors, []);
	const { context, [member]: found } = withDigits(text).data.createCase;
	const { number, category, ...members } = found;
	const id = isDryRun ? "" : number.digits;
	return {
		kind: isDryRun ? "previewed" : "created",
		replayed: payload.replayed,
		warnings: warningsInV4Words(payload.warnings),
		case: { ...members, id, categoryName: category.name, context },
	};
}

const warningCodes: Readonly<Record<string, string>> = {
	VALUE_CONVERTED: "ValueConverted",
	TIMESTAMP_LIKE_DAY: "TimestampLikeDay",
};

function warningsInV4Words(warnings: readonly GraphqlProblem[]) {
	return Object.fromEntries(
		warnings.map(({ code, field, message }) => {
			assert.match(message, /^\S.*\.$/s);
			assert.ok(warningCodes[code], `no warning is expected to be ${code}`);
			return [field.join("."), warningCodes[code]];
		}),
	);
}

/** Whether this input is written into the document. */
export function isLiteral(input: ParityInput): boolean {
	return literalOf(input, graphqlInput(input, null)) !== null;
}

function literalOf({ form }: ParityInput, sent: Wire): string | null {
	return form === "literal" ? writeLiteral(sent) : null;
}

/** The v4 body in GraphQL's spelling; both spellings at once stay as they are. */
function graphqlInput(
	{ body }: ParityInput,
	key: string | null,
	isDryRun = false,
): Wire {
	const isSpeltTwice = memberOf(body, "attachments") !== undefined;
	const members = body.members.map(
		([name, value]) =>
			[
				name === "attachements" && !isSpeltTwice ? "attachments" : name,
				value,
			] as const,
	);
	return {
		members: [
			...members,
			...(key === null ? [] : [["idempotencyKey", key] as const]),
			...(isDryRun ? [["dryRun", true] as const] : []),
		],
	};
}

/**
 * Whether GraphQL's schema refuses an input that v4 answers with problems.
 */
export function schemaRefuses({ body }: ParityInput): boolean {
	const known = new Set([
		...["categoryCode", "typeCode", "status", "resolution", "comments"],
		...["caseData", "attachments", "attachements"],
	]);
	const isSpeltTwice =
		memberOf(body, "attachments") !== undefined &&
		memberOf(body, "attachements") !== undefined;
	const caseData = memberOf(body, "caseData") ?? null;
	const files = memberOf(body, "attachements") ?? memberOf(body, "attachments");
	const isFit =
		!isSpeltTwice &&
		body.members.every(([key]) => known.has(key)) &&
		["categoryCode", "typeCode"].every(
			(key) => typeof memberOf(body, key) === "string",
		) &&
		["status", "resolution"].every((key) =>
			isText(memberOf(body, key), true),
		) &&
		isListOf(memberOf(body, "comments"), { description: false }) &&
		isListOf(files, { fileName: true, contentType: true, content: true });
	if (!isFit) return true;
	const isEmptyList = isList(caseData) && caseData.length === 0;
	return !(caseData === null || isEmptyList || isObject(caseData));
}

function isText(value: Wire | undefined, isOptional: boolean): boolean {
	return typeof value === "string" || (isOptional && (value ?? null) === null);
}

/** A list of objects with these texts and nothing else; a value says whether the text may be left out. */
function isListOf(
	value: Wire | undefined,
	texts: Readonly<Record<string, boolean>>,
): boolean {
	if ((value ?? null) === null) return true;
	return (
		isList(value) &&
		value.every(
			(element) =>
				isObject(element) &&
				(element.members as Members).every(
					([key, value]) =>
						Object.hasOwn(texts, key) || isUploadId(texts, key, value),
				) &&
				Object.entries(texts).every(([key, isOptional]) =>
					isText(memberOf(element, key), isOptional),
				),
		)
	);
}

/** Elements with a file name are attachments, which may name an upload by a number instead. */
function isUploadId(
	texts: Readonly<Record<string, boolean>>,
	key: string,
	value: Wire,
): boolean {
	const digits =
		typeof value === "object" && value !== null && "digits" in value
			? value.digits
			: null;
	const isNumber = /^(0|-?[1-9]\d*)$/.test(String(digits));
	return key === "id" && "fileName" in texts && (value === null || isNumber);
}

/** JSON with every number as the digits it was written with. */
// biome-ignore lint/suspicious/noExplicitAny: answers are compared member by member
function withDigits(text: string): any {
	const keepDigits = (
		_key: string,
		value: unknown,
		{ source }: { source?: string } = {},
	) => (typeof value === "number" ? { digits: source } : value);
	return JSON.parse(
		text,
		keepDigits as (key: string, value: unknown) => unknown,
	);
}

/** The same case without its own id and those of its parts. */
export function withoutIds(found: AnsweredCase): AnsweredCase {
	const withoutNumber = ({ number: _, ...part }: Numbered) => part;
	return {
		...found,
		id: "",
		comments: found.comments.map(withoutNumber),
		attachments: found.attachments.map(withoutNumber),
	};
}
