import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { cortePersistente, factura, operatorOf } from "../rest/v4/call.ts";
import { at } from "../rest/v4/callers.ts";
import { graphql, operator1, party1, party2 } from "../support/requests.ts";
import { noon, startServer, type TestServer } from "../support/test-server.ts";
import { change, type Headers, newCase } from "./change.ts";

const document = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: CaseFilter, $orderBy: CaseOrder) {
	cases(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
		totalCount
		edges { cursor node { number } }
		pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
	}
}`;

let server: TestServer;
/** Made a second apart: open, resolved, factura, and at last `first` changed again. */
let first: number;
let open: number;
let resolved: number;
let bill: number;
before(async () => {
	server = await startServer();
	const make = async (input: object, headers: Headers = party1) => {
		server.clock.now += 1000;
		return newCase(server, input, headers);
	};
	const one = await make({});
	first = one.number;
	open = (await make({ status: "Open" })).number;
	resolved = (await make({ resolution: "Resolved" })).number;
	bill = (await make(factura)).number;
	await make(cortePersistente, await party2AtCallcenter());
	server.clock.now += 1000;
	await change(server, "addCaseComment", { id: one.id, description: "x" });
});
after(() => server[Symbol.asyncDispose]());

async function party2AtCallcenter(): Promise<Headers> {
	return operatorOf(
		server,
		"for-party2@example.com",
		["tecnica"],
		"party2@example.com",
	);
}

async function list(variables: object, headers: Headers = party1) {
	const { body } = await graphql(server, document, variables, headers);
	assert.equal(body.errors, undefined);
	const { edges, totalCount, pageInfo } = body.data.cases;
	return {
		numbers: edges.map(
			(edge: { node: { number: number } }) => edge.node.number,
		) as number[],
		totalCount,
		...pageInfo,
	};
}

async function refusal(variables: object, headers: Headers = party1) {
	const { body } = await graphql(server, document, variables, headers);
	const [{ message, extensions }] = body.errors;
	return `${extensions.code}: ${message}`;
}

describe("cases", () => {
	const all = () => [bill, resolved, open, first];
	const filters: [string, object, () => number[]][] = [
		["no filter", {}, all],
		["null for every member", { status: null, assignee: null }, all],
		["a status", { status: "Open" }, () => [open]],
		["a resolution", { resolution: "Resolved" }, () => [resolved]],
		["a category", { categoryCode: "ReclamoFactura" }, () => [bill]],
		["a type", { typeCode: "Telefonico" }, () => [resolved, open, first]],
		[
			"a time from which, itself included",
			{ createdAfter: new Date(noon + 3000) },
			() => [bill, resolved],
		],
		[
			"a time before which, itself not included",
			{ createdBefore: new Date(noon + 3000) },
			() => [open, first],
		],
		[
			"several at once",
			{
				typeCode: "Telefonico",
				status: "Created",
				createdAfter: new Date(noon + 2000),
			},
			() => [resolved],
		],
		["a name that nothing has", { status: "open" }, () => []],
	];
	for (const [what, filter, numbers] of filters)
		test(`lists and counts those that match ${what}`, async () => {
			const found = await list({ filter });
			assert.deepEqual(found.numbers, numbers());
			assert.equal(found.totalCount, numbers().length);
		});

	test("counts all pages, not the one it answers", async () => {
		const found = await list({ first: 1, filter: { typeCode: "Telefonico" } });
		assert.equal(found.numbers.length, 1);
		assert.equal(found.totalCount, 3);
	});

	test("sorts by the last change, and pages through it in both directions", async () => {
		const orderBy = "UPDATED_AT";
		const order = [first, bill, resolved, open];
		assert.deepEqual((await list({ orderBy })).numbers, order);
		const one = await list({ orderBy, first: 3 });
		assert.deepEqual(one.numbers, order.slice(0, 3));
		assert.equal(one.hasNextPage, true);
		const two = await list({ orderBy, first: 3, after: one.endCursor });
		assert.deepEqual(two.numbers, order.slice(3));
		assert.equal(two.hasNextPage, false);
		const back = await list({ orderBy, last: 2, before: two.startCursor });
		assert.deepEqual(back.numbers, order.slice(1, 3));
		assert.equal(back.hasPreviousPage, true);
	});

	test("keeps the place of a cursor whose case has moved since", async () => {
		await using own = await startServer();
		const made = [];
		for (let index = 0; index < 3; index++) {
			own.clock.now += 1000;
			made.push(await newCase(own));
		}
		const page = async (args: string) => {
			const { body } = await graphql(
				own,
				`{ cases(orderBy: UPDATED_AT, ${args}) { edges { cursor node { number } } } }`,
			);
			return body.data.cases.edges;
		};
		const [{ cursor }] = await page("first: 1");
		own.clock.now += 1000;
		const [, , newest] = made;
		await change(own, "addCaseComment", {
			id: newest?.id,
			description: "x",
		});
		const rest = await page(`first: 10, after: "${cursor}"`);
		assert.deepEqual(
			rest.map(({ node }: { node: { number: number } }) => node.number),
			[made[1]?.number, made[0]?.number],
		);
	});

	test("breaks ties of the last change by number", async () => {
		await using own = await startServer();
		const numbers: number[] = [];
		for (let index = 0; index < 4; index++)
			numbers.unshift((await newCase(own)).number);
		let after: string | null = null;
		const seen: number[] = [];
		for (let pages = 0; pages < 4; pages++) {
			const { body } = await graphql(own, document, {
				first: 1,
				after,
				orderBy: "UPDATED_AT",
			});
			seen.push(body.data.cases.edges[0].node.number);
			after = body.data.cases.pageInfo.endCursor;
		}
		assert.deepEqual(seen, numbers);
	});

	test("refuses a cursor of the other order, of something else, and a forged one", async () => {
		const created = (await list({ first: 1 })).endCursor;
		const updated = (await list({ first: 1, orderBy: "UPDATED_AT" })).endCursor;
		const forge = (text: string) => Buffer.from(text).toString("base64url");
		const wrong: [object, string][] = [
			[{ after: updated }, updated],
			[{ before: updated, last: 1 }, updated],
			[{ after: created, orderBy: "UPDATED_AT" }, created],
			[{ after: "" }, ""],
			...[
				"case:",
				"case:0x1",
				"case:1e3",
				"case:1:2",
				"case:01",
				"event:1",
			].map((text): [object, string] => [{ after: forge(text) }, forge(text)]),
			[
				{ after: forge("caseUpdate:5"), orderBy: "UPDATED_AT" },
				forge("caseUpdate:5"),
			],
		];
		for (const [variables, cursor] of wrong)
			assert.equal(
				await refusal(variables),
				`BAD_USER_INPUT: ${JSON.stringify(cursor)} is not a cursor of this connection in this order.`,
			);
	});

	test("refuses a filter by assignee for a party, also an operator who acts for one", async () => {
		const asParty = await operatorOf(
			server,
			"asparty@example.com",
			["atencion"],
			"party1@example.com",
		);
		for (const headers of [party1, asParty])
			assert.equal(
				await refusal({ filter: { assignee: "ME" } }, headers),
				"BAD_USER_INPUT: filter.assignee is for operators.",
			);
		assert.match(
			await refusal({ filter: { assignee: "ME" } }, {}),
			/^UNAUTHENTICATED/,
		);
	});

	test("shows an operator what is assigned to them or their groups, of types they handle", async () => {
		const mine = await newCase(server);
		await change(
			server,
			"assignCase",
			{ id: mine.id, email: "operator1@example.com" },
			operator1,
		);
		const { numbers, totalCount } = await list({}, operator1);
		assert.ok(
			[first, open, resolved, bill, mine.number].every((number) =>
				numbers.includes(number),
			),
		);
		assert.equal(totalCount, numbers.length);
		const me = await list({ filter: { assignee: "ME" } }, operator1);
		assert.deepEqual(me.numbers, [mine.number]);
		const groups = await list({ filter: { assignee: "MY_GROUPS" } }, operator1);
		assert.ok(!groups.numbers.includes(mine.number));
		assert.equal(groups.totalCount, numbers.length - 1);
		const billing = await operatorOf(server, "bill@example.com", [
			"facturacion",
		]);
		assert.deepEqual((await list({}, billing)).numbers, [bill]);
		const quality = await operatorOf(server, "quality@example.com", [
			"calidad",
		]);
		assert.deepEqual((await list({}, quality)).numbers, []);
	});

	test("leaves types that are not visible in the app out for parties", async () => {
		assert.deepEqual((await list({}, party2)).numbers, []);
		assert.equal((await list({}, at("callcenter", party2))).totalCount, 0);
	});
});
