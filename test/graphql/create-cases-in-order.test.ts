import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { uploaded } from "../rest/v4/file-calls.ts";
import { graphql, rows, telefonico } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

const outcome =
	"case { number } replayed userErrors { code field } preview { status }";
const many = `mutation ($input: CreateCasesInput!) { createCases(input: $input) { results { ${outcome} } userErrors { code } } }`;
const one = `mutation ($input: CreateCaseInput!) { createCase(input: $input) { ${outcome} } }`;

type Answered = {
	readonly case: { readonly number: number } | null;
	readonly preview: object | null;
	readonly replayed: boolean;
	readonly userErrors: readonly { code: string; field: string[] }[];
};

/** Few keys, commands and uploads, so that rows collide. */
const row = fc.record({
	key: fc.constantFrom(null, "a", "b", "earlier"),
	text: fc.constantFrom("one", "two", ""),
	status: fc.constantFrom(null, null, null, "Nada"),
	uploads: fc.constantFrom<number[]>([], [], [0], [1], [0, 1], [7]),
});
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

/** The second row cannot be written, so that its key goes to the third, which asks for something else. */
const laterRowHasItsKey: Row[] = [
	{ key: null, text: "one", status: null, uploads: [0] },
	{ key: "b", text: "one", status: null, uploads: [0] },
	{ key: "b", text: "one", status: null, uploads: [] },
	{ key: null, text: "", status: null, uploads: [] },
];

/** The rows as they are sent; each run has keys and uploads of its own. */
function inputsOf(
	sent: readonly Row[],
	run: number,
	uploads: readonly number[],
) {
	return sent.map(({ key, text, status, uploads: named }) => ({
		...telefonico,
		status,
		comments: [{ description: text }],
		attachments: named.map((index) => ({ id: uploads[index] ?? 999_999 })),
		idempotencyKey: key && `${key}-${run}`,
	}));
}

/** Of a row that has problems of its own, a bulk does not say which of its uploads the rows before it took. */
function withoutTaken(problems: readonly string[]): readonly string[] {
	const others = problems.filter((text) => !text.endsWith("UPLOAD_NOT_FOUND"));
	return others.length > 0 ? others : problems;
}

/** Each row by its problems, or by the first row that has its case; -1 for a case that was there before. */
function inShort(answers: readonly Answered[], firstNew: number) {
	const numbers = answers.map((answer) => answer.case?.number ?? null);
	return answers.map(({ userErrors, replayed }, index) => {
		const number = numbers[index] as number | null;
		const problems = userErrors.map(({ code, field }) => {
			const path = field[0] === "cases" ? field.slice(2) : field;
			return `${path.join(".")}:${code}`;
		});
		const made =
			number === null ? null : number < firstNew ? -1 : numbers.indexOf(number);
		return { problems: withoutTaken(problems), made, replayed };
	});
}

/** The same without which case it is, which a dry run cannot say. */
function withoutCases(outcomes: ReturnType<typeof inShort>) {
	return outcomes.map(({ problems, replayed }) => ({ problems, replayed }));
}

describe("a bulk", () => {
	let server: TestServer;
	let run = 0;
	before(async () => {
		server = await startServer();
	});
	after(() => server[Symbol.asyncDispose]());

	async function create(input: object): Promise<Answered> {
		const { body, text } = await graphql(server, one, { input });
		assert.equal(body.errors, undefined, text);
		return body.data.createCase;
	}

	async function createMany(input: object): Promise<readonly Answered[]> {
		const { body, text } = await graphql(server, many, { input });
		assert.equal(body.errors, undefined, text);
		return body.data.createCases.results;
	}

	/** New keys and unused uploads, one key being used before; the inputs, and the number of the next case. */
	async function arrange(sent: readonly Row[]) {
		run++;
		const uploads = rows(server, "uploads").map(({ id }) => Number(id));
		while (uploads.length < 2) uploads.push(await uploaded(server));
		const cases = inputsOf(sent, run, uploads);
		const first = await create({
			...telefonico,
			comments: [{ description: "one" }],
			attachments: [],
			idempotencyKey: `earlier-${run}`,
		});
		return { cases, next: Number(first.case?.number) + 1 };
	}

	const countCases = () => rows(server, "cases").length;

	test("makes of its rows what single creates in their order make, and its dry run says so before", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(row, { minLength: 1, maxLength: 6 }),
				async (sent) => {
					const single = await arrange(sent);
					const singles: Answered[] = [];
					for (const input of single.cases) singles.push(await create(input));
					const expected = inShort(singles, single.next);
					const isRefused = expected.some(
						({ problems }) => problems.length > 0,
					);

					const { cases, next } = await arrange(sent);
					const before = countCases();
					const all = { cases, errorPolicy: "REJECT_EVERYTHING" };
					const each = { cases, errorPolicy: "REJECT_FAILED_ROWS" };
					const tried = inShort(
						await createMany({ ...each, dryRun: true }),
						next,
					);
					assert.deepEqual(withoutCases(tried), withoutCases(expected));
					const triedAll = inShort(
						await createMany({ ...all, dryRun: true }),
						next,
					);
					assert.equal(countCases(), before);
					if (isRefused) {
						const none = inShort(await createMany(all), next);
						const problems = expected.map((outcome) => ({
							problems: outcome.problems,
							made: null,
							replayed: false,
						}));
						assert.deepEqual(none, problems);
						assert.deepEqual(triedAll, problems);
						assert.equal(countCases(), before);
					} else assert.deepEqual(triedAll, tried);
					const input = isRefused ? each : all;
					assert.deepEqual(inShort(await createMany(input), next), expected);
				},
			),
			{
				numRuns: Number(process.env.RUNS ?? 25),
				examples: [[laterRowHasItsKey]],
			},
		);
	});
});
