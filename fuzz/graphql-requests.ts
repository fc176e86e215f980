import { readFileSync } from "node:fs";
import fc from "fast-check";
import { buildSchema } from "graphql";
import type { CatalogueFile } from "../src/domain/catalogue/file/catalogue-file-schema.ts";
import { creators, parityInputs } from "../test/support/parity-inputs.ts";
import {
	type Wire,
	writeJson,
	writeLiteral,
} from "../test/support/parity-wire.ts";
import { type Call, finishRequest } from "./call.ts";
import { choose } from "./choose.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { heavyDocuments } from "./heavy-documents.ts";
import { anyJson } from "./odd-values.ts";
import { withoutSession } from "./rest-requests.ts";
import { schemaDocument } from "./schema-documents.ts";

const schema = buildSchema(
	readFileSync(new URL("../schema.graphql", import.meta.url), "utf8"),
);

const payload =
	"{ case { number } replayed userErrors { code field message } }";
const oneCase = `mutation($input: CreateCaseInput!) { createCase(input: $input) ${payload} }`;
const manyCases = `mutation($input: CreateCasesInput!) { createCases(input: $input) { results { index case { number } replayed } userErrors { code field message } } }`;

/** The body of a GraphQL request. */
function operation(query: Wire, variables?: Wire): Wire {
	return {
		members: [
			["query", query],
			...(variables === undefined ? [] : [["variables", variables] as const]),
		],
	};
}

/** Everything that GraphQL is asked. */
export function graphqlRequests(
	file: CatalogueFile,
): fc.Arbitrary<FuzzRequest> {
	const call = (what: string, body: Wire | Buffer): Call => ({
		...{ what, method: "POST", path: "/graphql", body },
	});
	const inputs = parityInputs(file).map(({ body, caller, form }) => ({
		input: inGraphql(body),
		...{ caller, form },
	}));
	const create = inputs.map(({ input, caller, form }): Call => {
		const literal = form === "literal" ? writeLiteral(input) : null;
		const body = literal
			? operation(`mutation { createCase(input: ${literal}) ${payload} }`)
			: operation(oneCase, { members: [["input", input]] });
		return { ...call("create", body), callers: [caller], sent: [input] };
	});
	const bulk = fc
		.record({
			rows: choose(
				[20, fc.array(inputs, { minLength: 1, maxLength: 8 })],
				[
					1,
					fc
						.tuple(inputs, fc.integer({ min: 9, max: 500 }))
						.map(([one, length]) => Array<typeof one>(length).fill(one)),
				],
			),
			policy: fc.constantFrom(
				"REJECT_EVERYTHING",
				"REJECT_FAILED_ROWS",
				"NADA",
			),
			isDryRun: fc.constantFrom(false, false, false, true),
			caller: fc.constantFrom(...creators),
		})
		.map(({ rows, policy, isDryRun, caller }): Call => {
			const cases = rows.map(({ input }) => input);
			const input: Wire = {
				members: [
					["cases", cases],
					["errorPolicy", policy],
					...(isDryRun ? [["dryRun", true] as const] : []),
				],
			};
			const body = operation(manyCases, { members: [["input", input]] });
			return { ...call("bulk", body), callers: [caller], sent: cases };
		});
	const built = (kind: "query" | "mutation" | "subscription") =>
		fc.integer({ min: 0 }).map((seed): Call => {
			const document = schemaDocument(schema, kind, `${kind} ${seed}`);
			const built = call(`built ${kind}`, operation(document));
			return kind === "query"
				? built
				: { ...built, callers: [...withoutSession, "party1CallCenter"] };
		});
	const oddVariables = fc
		.tuple(fc.constantFrom(oneCase, manyCases, byNumber), anyJson, anyJson)
		.map(([query, value, beside]) =>
			call(
				"odd variables",
				operation(query, {
					members: [
						["input", value],
						["n", beside],
					],
				}),
			),
		);
	const oddBody = anyJson.map((body) => call("odd body", body));
	const oddDocument = fc
		.tuple(anyJson, anyJson)
		.map(([query, variables]) => call("odd body", operation(query, variables)));
	const heavy = heavyDocuments.map((body) => call("heavy", body));
	const byGet = fc
		.record({
			document: choose(
				[8, fc.nat().map((n) => schemaDocument(schema, "query", `get ${n}`))],
				[
					2,
					fc.nat().map((n) => schemaDocument(schema, "mutation", `get ${n}`)),
				],
				[2, fc.constant(byNumber)],
			),
			variables: choose([2, fc.constant({ members: [] })], [1, anyJson]),
			extensions: choose([9, fc.constant({ members: [] })], [1, anyJson]),
			method: choose([9, fc.constant("GET")], [1, fc.constant("HEAD")]),
		})
		.map(({ document, variables, extensions, method }): Call => {
			const parameters = new URLSearchParams({
				query: document.length > 6_000 ? byNumber : document,
				variables: writeJson(variables),
				extensions: writeJson(extensions),
			});
			const path = `/graphql?${parameters}`.slice(0, 12_000);
			return { what: "by GET", method, path };
		});
	const otherMethod = fc
		.constantFrom("GET", "HEAD", "PUT", "OPTIONS", "DELETE")
		.map((method) => ({
			what: "odd method",
			method,
			path: "/graphql?query={viewer{email}}",
		}));
	return choose<Call>(
		[22, create],
		[3, bulk],
		[18, built("query")],
		[12, built("mutation")],
		[1, built("subscription")],
		[6, oddVariables],
		[3, oddBody],
		[2, oddDocument],
		[2, heavy],
		[4, byGet],
		[1, otherMethod],
	).chain((call) => finishRequest("graphql", call));
}

const byNumber = "query($n: SafeInt!) { caseByNumber(number: $n) { id } }";

/** The v4 body in GraphQL's spelling, unless it has both. */
function inGraphql(body: {
	readonly members: readonly (readonly [string, Wire])[];
}): Wire {
	const isSpeltTwice = body.members.some(([name]) => name === "attachments");
	const members = body.members.map(
		([name, value]) =>
			[
				name === "attachements" && !isSpeltTwice ? "attachments" : name,
				value,
			] as const,
	);
	return { members };
}
