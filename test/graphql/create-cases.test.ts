import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { nobodyAt } from "../rest/v4/callers.ts";
import { changeCatalogue, entryOf } from "../rest/v4/change-catalogue.ts";
import { uploaded } from "../rest/v4/file-calls.ts";
import { assertStored, countStored } from "../rest/v4/stored.ts";
import {
	graphql,
	operator1,
	party1,
	postCase,
	rows,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

const document = `mutation ($input: CreateCasesInput!) {
	createCases(input: $input) {
		results {
			index replayed
			case { number comments { description } attachments { size } }
			preview { status comments { description } attachments { size } }
			userErrors { code field message }
		}
		userErrors { code field }
		context { simpleProfile { email } }
	}
}`;

type Input = {
	readonly cases: readonly object[];
	readonly errorPolicy?: "REJECT_EVERYTHING" | "REJECT_FAILED_ROWS";
	readonly dryRun?: boolean;
};

async function bulk(
	server: TestServer,
	input: Input,
	headers: Record<string, string> = party1,
) {
	const { body, text } = await graphql(server, document, { input }, headers);
	assert.equal(body.errors, undefined, text);
	return body.data.createCases;
}

/** Each row in a word: the number of its case, with r when it was replayed; its codes; or nothing. */
function inShort({ results }: Awaited<ReturnType<typeof bulk>>): string[] {
	return results.map((row: Row, index: number) => {
		assert.equal(row.index, index);
		const codes = row.userErrors.map(({ code, field }) => {
			assert.deepEqual(field.slice(0, 2), ["cases", String(index)]);
			return `${field.slice(2).join(".")}:${code}`;
		});
		const found = row.case ? String(row.case.number) : "";
		const tried = row.preview ? "preview" : "";
		return `${codes}${found}${tried}${row.replayed ? "r" : ""}`;
	});
}

type Row = {
	readonly index: number;
	readonly replayed: boolean;
	readonly case: { readonly number: number } | null;
	readonly preview: object | null;
	readonly userErrors: readonly { code: string; field: string[] }[];
};

const row = (text: string, idempotencyKey: string | null = null) => ({
	...telefonico,
	comments: [{ description: text }],
	idempotencyKey,
});
const file = { fileName: "a.txt", content: "QQ==" };
const bad = { ...telefonico, status: "Nada", comments: [{ description: "" }] };
const badInShort = "status:INVALID_NAME,comments.0.description:REQUIRED";
const reused = "idempotencyKey:IDEMPOTENCY_KEY_REUSED";
const policies = ["REJECT_EVERYTHING", "REJECT_FAILED_ROWS"] as const;

describe("createCases", () => {
	for (const errorPolicy of policies)
		test(`creates every row in order, whole, with its event and key: ${errorPolicy}`, async () => {
			await using server = await startServer();
			const cases = Array.from({ length: 20 }, (_, index) => ({
				...row(`text ${index}`, index % 2 === 0 ? `k-${index}` : null),
				...(index % 5 === 0 && { attachments: [file] }),
			}));
			const payload = await bulk(server, { cases, errorPolicy });
			assert.deepEqual(
				inShort(payload),
				cases.map((_, index) => String(index + 1)),
			);
			assert.deepEqual(payload.userErrors, []);
			assert.deepEqual(payload.context.simpleProfile, {
				email: "party1@example.com",
			});
			assert.deepEqual(
				payload.results.map(({ case: made }: { case: unknown }) => made),
				cases.map(({ comments, attachments = [] }, index) => ({
					number: index + 1,
					comments,
					attachments: attachments.map(() => ({ size: 1 })),
				})),
			);
			assertStored(server, {
				cases: 20,
				case_comments: 20,
				case_events: 20,
				case_attachments: 4,
				files: 4,
				idempotency_keys: 10,
			});
			assert.deepEqual(
				rows(server, "case_comments").map(({ case_id, description }) => [
					case_id,
					description,
				]),
				cases.map((_, index) => [index + 1, `text ${index}`]),
			);
		});

	test("writes nothing when one row has a problem, names all of all rows, and leaves the others without", async () => {
		await using server = await startServer();
		await bulk(server, { cases: [row("earlier", "taken")] });
		const before = countStored(server);
		const payload = await bulk(server, {
			cases: [
				{ ...row("good", "k-1"), attachments: [file] },
				bad,
				row("other", "taken"),
				row("earlier", "taken"),
				{ ...telefonico, idempotencyKey: "a b" },
			],
		});
		assert.deepEqual(inShort(payload), [
			"",
			badInShort,
			reused,
			"",
			"idempotencyKey:INVALID_FORMAT",
		]);
		assert.deepEqual(
			payload.userErrors,
			payload.results.flatMap(({ userErrors }: Row) =>
				userErrors.map(({ code, field }) => ({ code, field })),
			),
		);
		assert.deepEqual(countStored(server), before);
	});

	test("REJECT_FAILED_ROWS writes the good rows, and says of each bad one everything", async () => {
		await using server = await startServer();
		await bulk(server, { cases: [row("earlier", "taken")] });
		const payload = await bulk(server, {
			errorPolicy: "REJECT_FAILED_ROWS",
			cases: [
				row("good", "k-1"),
				{ ...bad, attachments: [file] },
				{ ...row("other", "taken"), attachments: [file] },
				row("earlier", "taken"),
				{ ...row("good too"), attachments: [file] },
			],
		});
		assert.deepEqual(inShort(payload), ["2", badInShort, reused, "1r", "3"]);
		assert.equal(payload.userErrors.length, 3);
		assertStored(server, {
			cases: 3,
			case_comments: 3,
			case_events: 3,
			case_attachments: 1,
			files: 1,
			idempotency_keys: 2,
		});
	});

	test("replays the whole bulk when it is sent again", async () => {
		await using server = await startServer();
		const cases = [row("a", "k-1"), row("b", "k-2"), row("c", "k-3")];
		const first = await bulk(server, { cases });
		for (const errorPolicy of policies) {
			const again = await bulk(server, { cases, errorPolicy });
			assert.deepEqual(inShort(again), ["1r", "2r", "3r"]);
			assert.deepEqual(
				again.results.map(({ case: made }: Row) => made),
				first.results.map(({ case: made }: Row) => made),
			);
		}
		assertStored(server, {
			cases: 3,
			case_comments: 3,
			case_events: 3,
			idempotency_keys: 3,
		});
	});

	test("replays also what rules would refuse by now", async () => {
		await using server = await startServer();
		const cases = [row("a", "k-1")];
		await bulk(server, { cases });
		await changeCatalogue(server, ({ categories }) => {
			entryOf(categories, "Reclamo").active = false;
		});
		for (const errorPolicy of policies)
			assert.deepEqual(inShort(await bulk(server, { cases, errorPolicy })), [
				"1r",
			]);
	});

	test("takes two rows with one key and one command for one case, and two commands for a reuse", async () => {
		await using server = await startServer();
		const cases = [row("a", "k-1"), row("a", "k-1"), row("b")];
		assert.deepEqual(inShort(await bulk(server, { cases })), ["1", "1r", "2"]);
		const clash = [row("c", "k-2"), row("d", "k-2"), row("c", "k-2")];
		assert.deepEqual(inShort(await bulk(server, { cases: clash })), [
			"",
			reused,
			"",
		]);
		assert.equal(rows(server, "cases").length, 2);
		assert.deepEqual(
			inShort(
				await bulk(server, {
					cases: clash,
					errorPolicy: "REJECT_FAILED_ROWS",
				}),
			),
			["3", reused, "3r"],
		);
		assert.equal(rows(server, "cases").length, 3);
	});

	test("uses an upload up once: a second row that names it is refused", async () => {
		for (const errorPolicy of policies) {
			await using server = await startServer();
			const id = await uploaded(server);
			const withUpload = (text: string, key: string | null = null) => ({
				...row(text, key),
				attachments: [{ id }],
			});
			const cases = [withUpload("a", "k-1"), withUpload("b"), row("c")];
			const refused = "attachments.0.id:UPLOAD_NOT_FOUND";
			const isAll = errorPolicy === "REJECT_EVERYTHING";
			assert.deepEqual(
				inShort(await bulk(server, { cases, errorPolicy })),
				isAll ? ["", refused, ""] : ["1", refused, "2"],
			);
			assertStored(
				server,
				isAll
					? { uploads: 1, files: 1 }
					: {
							cases: 2,
							case_comments: 2,
							case_events: 2,
							case_attachments: 1,
							idempotency_keys: 1,
							files: 1,
						},
			);
			const again = [withUpload("a", "k-1"), withUpload("a", "k-1")];
			assert.deepEqual(
				inShort(await bulk(server, { cases: again, errorPolicy })),
				isAll ? ["1", "1r"] : ["1r", "1r"],
			);
		}
	});

	test("decides all again when the catalogue changes between decision and writing", async () => {
		for (const errorPolicy of policies) {
			await using server = await startServer();
			const { cases } = server.app.store;
			const { createAll } = cases;
			let calls = 0;
			cases.createAll = async (job) => {
				if (calls++ === 0)
					await changeCatalogue(server, ({ statuses }) => {
						entryOf(statuses, "Open").active = false;
					});
				return createAll(job);
			};
			const sent = [{ ...telefonico, status: "Open" }, row("a")];
			assert.deepEqual(
				inShort(await bulk(server, { cases: sent, errorPolicy })),
				errorPolicy === "REJECT_EVERYTHING"
					? ["status:INVALID_NAME", ""]
					: ["status:INVALID_NAME", "1"],
			);
		}
	});

	test("finds a key or an upload that somebody took between decision and writing", async () => {
		for (const errorPolicy of policies) {
			await using server = await startServer();
			const id = await uploaded(server);
			const { cases } = server.app.store;
			const { createAll } = cases;
			let calls = 0;
			cases.createAll = async (job) => {
				if (calls++ === 0)
					await postCase(
						server,
						{ ...telefonico, attachments: [{ id }] },
						{ ...party1, "idempotency-key": "k-1" },
					);
				return createAll(job);
			};
			const sent = [
				{ ...row("a", "k-1"), attachments: [file] },
				{ ...row("b"), attachments: [file, { id }] },
				{ ...row("c"), attachments: [file] },
			];
			const isAll = errorPolicy === "REJECT_EVERYTHING";
			assert.deepEqual(
				inShort(await bulk(server, { cases: sent, errorPolicy })),
				[reused, "attachments.1.id:UPLOAD_NOT_FOUND", isAll ? "" : "2"],
			);
			assertStored(server, {
				cases: isAll ? 1 : 2,
				case_events: isAll ? 1 : 2,
				case_comments: isAll ? 0 : 1,
				case_attachments: isAll ? 1 : 2,
				files: isAll ? 1 : 2,
				idempotency_keys: 1,
			});
		}
	});

	test("makes one set of cases out of ten bulks at once with the same keys", async () => {
		await using server = await startServer();
		const cases = [row("a", "k-1"), row("b", "k-2")];
		const answers = await Promise.all(
			Array.from({ length: 10 }, (_, index) =>
				bulk(server, {
					cases: index % 2 === 0 ? cases : cases.toReversed(),
					errorPolicy: policies[index % 2] as (typeof policies)[number],
				}),
			),
		);
		assert.equal(rows(server, "cases").length, 2);
		const fresh = answers.flatMap(inShort).filter((text) => !/r$/.test(text));
		assert.deepEqual(fresh.toSorted(), ["1", "2"]);
	});
});

describe("a dry run of createCases", () => {
	test("answers a preview wherever the bulk answers a case, refuses alike, and stores nothing", async () => {
		await using server = await startServer();
		const id = await uploaded(server);
		await bulk(server, { cases: [row("earlier", "taken")] });
		const withUpload = { ...row("x"), attachments: [{ id }] };
		const good = [
			row("a", "k-1"),
			row("a", "k-1"),
			row("earlier", "taken"),
			{ ...row("b"), attachments: [file, { id }] },
		];
		const bulks = [
			[...good, withUpload],
			[...good, bad],
			[...good, row("b", "k-1")],
			[...good, { ...bad, idempotencyKey: "k-1" }],
			[...good, row("other", "taken")],
			[bad, { ...row("b", "k-2"), attachments: [{ id }] }],
			good,
		];
		for (const cases of bulks)
			for (const errorPolicy of policies) {
				const before = countStored(server);
				const input = { cases, errorPolicy };
				const tried = await bulk(server, { ...input, dryRun: true });
				assert.deepEqual(countStored(server), before);
				await using other = await startServer();
				assert.equal(await uploaded(other), id);
				await bulk(other, { cases: [row("earlier", "taken")] });
				const created = await bulk(other, input);
				assert.deepEqual(tried.userErrors, created.userErrors);
				assert.deepEqual(
					inShort(tried),
					inShort(created).map((text) => text.replace(/^\d+/, "preview")),
				);
				assert.deepEqual(
					tried.results.map(({ preview }: { preview: Shown }) =>
						partsOf(preview),
					),
					created.results.map(({ case: made }: { case: Shown }) =>
						partsOf(made),
					),
				);
			}
	});
});

type Shown = {
	readonly comments: object[];
	readonly attachments: object[];
} | null;

function partsOf(shown: Shown) {
	return shown && [shown.comments, shown.attachments];
}

describe("a bulk that is refused as a whole", () => {
	let server: TestServer;
	before(async () => {
		server = await startServer();
	});
	after(async () => {
		assertStored(server, {});
		await server[Symbol.asyncDispose]();
	});

	async function assertWhole(
		input: Input,
		wanted: [string, string[]][],
		headers?: Record<string, string>,
	) {
		for (const dryRun of [false, true])
			for (const errorPolicy of policies) {
				const payload = await bulk(
					server,
					{ ...input, dryRun, errorPolicy },
					headers,
				);
				assert.deepEqual(payload.results, []);
				assert.deepEqual(
					payload.userErrors,
					wanted.map(([code, field]) => ({ code, field })),
				);
			}
	}

	test("has no rows, or 501", async () => {
		await assertWhole({ cases: [] }, [["REQUIRED", ["cases"]]]);
		await assertWhole({ cases: Array(501).fill(telefonico) }, [
			["TOO_MANY", ["cases"]],
		]);
	});

	test("names a key in the header, which cannot name a row", async () => {
		await assertWhole(
			{ cases: [telefonico] },
			[["IDEMPOTENCY_KEY_PER_ROW", ["idempotencyKey"]]],
			{ ...party1, "idempotency-key": "k-1" },
		);
	});

	test("comes from nobody who may create", async () => {
		for (const [headers, code] of [
			[operator1, "FORBIDDEN"],
			[nobodyAt("web"), "UNAUTHENTICATED"],
			[{}, "UNAUTHENTICATED"],
		] as const)
			for (const dryRun of [false, true]) {
				const { body } = await graphql(
					server,
					document,
					{ input: { cases: [telefonico], dryRun } },
					headers,
				);
				assert.equal(body.errors[0].extensions.code, code);
				assert.equal(body.data.createCases, null);
			}
	});

	test("says dryRun in a row otherwise than for all; the same is no contradiction", async () => {
		for (const dryRun of [true, false]) {
			const input = { cases: [{ ...telefonico, dryRun: !dryRun }], dryRun };
			assert.deepEqual(inShort(await bulk(server, input)), [
				"dryRun:INVALID_FORMAT",
			]);
		}
		const cases = [{ ...telefonico, dryRun: true }];
		assert.deepEqual(inShort(await bulk(server, { cases, dryRun: true })), [
			"preview",
		]);
	});
});

const ordinary = (index: number) => ({
	...telefonico,
	status: "Created",
	resolution: "Resolved",
	comments: Array.from({ length: 4 }, (_, at) => ({
		description: `comment ${at}`,
	})),
	caseData: {
		monto: "12.50",
		cantidad: index,
		urgente: true,
		fecha: "2026-05-01",
	},
	attachments: index % 100 === 1 ? [file] : [],
	idempotencyKey: `k-${index}`,
});

describe("the size of a bulk", () => {
	let server: TestServer;
	before(async () => {
		server = await startServer();
	});
	after(() => server[Symbol.asyncDispose]());

	test("may be 500 rows with 2,000 comments and attachments together, and not one more", async () => {
		const cases = Array.from({ length: 500 }, (_, index) => ordinary(index));
		const one = cases.with(0, { ...ordinary(0), comments: [] });
		const { userErrors, results } = await bulk(server, { cases: one });
		assert.deepEqual(userErrors, [{ code: "TOO_MANY", field: ["cases"] }]);
		assert.deepEqual(results, []);
		assertStored(server, {});
		const most = one.with(1, { ...ordinary(1), attachments: [] });
		const created = await bulk(server, { cases: most });
		assert.deepEqual(created.userErrors, []);
		assert.equal(created.results.length, 500);
		assertStored(server, {
			cases: 500,
			case_comments: 1996,
			case_attachments: 4,
			files: 4,
			case_events: 500,
			idempotency_keys: 500,
		});
	});

	test("may be 25,000 values of JSON from somebody who is known; everybody and everything else has 10,000", async () => {
		const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
		const ask = (count: number, headers: Record<string, string>) =>
			graphql(server, query, { ids: Array(count).fill("x") }, headers);
		const reasonOf = ({ body }: Awaited<ReturnType<typeof ask>>) =>
			body.errors[0].extensions.reason;
		assert.notEqual(reasonOf(await ask(24_990, party1)), "TOO_MANY_VALUES");
		assert.equal(reasonOf(await ask(25_000, party1)), "TOO_MANY_VALUES");
		for (const headers of [nobodyAt("web"), {}])
			assert.equal(reasonOf(await ask(10_000, headers)), "TOO_MANY_VALUES");
		const rest = await postCase(server, { comments: Array(10_000).fill(1) });
		assert.equal(rest.status, 400);
		assert.match(rest.text, /TooManyValues/);
	});
});

test("a bulk is one transaction, and its replay reads as much for 50 rows as for one", async () => {
	const statements: string[] = [];
	await using server = await startServer({}, (sql) => statements.push(sql));
	const costOf = async (cases: readonly object[]) => {
		statements.length = 0;
		await bulk(server, { cases });
		const matching = (pattern: RegExp) =>
			statements.filter((sql) => pattern.test(sql)).length;
		return {
			transactions: matching(/^BEGIN/i),
			commits: matching(/^COMMIT/i),
			inserts: matching(/^insert/i),
			reads: matching(
				/^select .* from "(cases|case_comments|case_attachments)"/is,
			),
		};
	};
	const cases = Array.from({ length: 50 }, (_, index) =>
		row(`text ${index}`, `k-${index}`),
	);
	await costOf([row("warm", "warm")]);
	// What it reads is the last case, for the clock of numbers.
	assert.deepEqual(await costOf(cases), {
		transactions: 1,
		commits: 1,
		inserts: 200,
		reads: 1,
	});
	const replayed = { transactions: 1, commits: 1, inserts: 0, reads: 3 };
	assert.deepEqual(await costOf(cases), replayed);
	assert.deepEqual(await costOf(cases.slice(0, 1)), replayed);
});
