import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { graphql } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";
import { change, newCase } from "./change.ts";

type Page = {
	readonly edges: readonly { readonly cursor: string; readonly node: object }[];
	readonly pageInfo: {
		readonly startCursor: string | null;
		readonly endCursor: string | null;
		readonly hasNextPage: boolean;
		readonly hasPreviousPage: boolean;
	};
};

const members =
	"edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";

let server: TestServer;
let caseId: string;
before(async () => {
	server = await startServer();
	for (let index = 0; index < 5; index++) {
		server.clock.now += 1000;
		const status = index % 2 === 0 ? "Created" : "Open";
		caseId = (await newCase(server, { status })).id;
	}
	for (const description of ["a", "b", "c", "d"])
		await change(server, "addCaseComment", { id: caseId, description });
});
after(() => server[Symbol.asyncDispose]());

/** Every connection, with each order that it has. */
const connections: Readonly<
	Record<string, (args: string) => Promise<Page | string>>
> = {
	"cases by creation": (args) => read(`cases(first: 50${args}) { ${members} }`),
	"cases by change": (args) =>
		read(`cases(first: 50, orderBy: UPDATED_AT${args}) { ${members} }`),
	"the timeline of a case": (args) =>
		read(`case(id: "${caseId}") { timeline(first: 50${args}) { ${members} } }`),
};

async function read(field: string): Promise<Page | string> {
	const { body } = await graphql(server, `{ ${field} }`);
	if (body.errors)
		return `${body.errors[0].extensions.code}: ${body.errors[0].message}`;
	return body.data.cases ?? body.data.case.timeline;
}

async function page(
	ask: (args: string) => Promise<Page | string>,
	args = "",
): Promise<Page> {
	const answer = await ask(args);
	if (typeof answer === "string") throw new Error(answer);
	return answer;
}

for (const [name, ask] of Object.entries(connections))
	describe(`cursors of ${name}`, () => {
		test("are taken back, each of them, after and before", async () => {
			const { edges, pageInfo } = await page(ask);
			assert.equal(edges.length, 5);
			assert.equal(pageInfo.startCursor, edges[0]?.cursor);
			assert.equal(pageInfo.endCursor, edges[4]?.cursor);
			for (const [index, { cursor }] of edges.entries()) {
				const rest = await page(ask, `, after: "${cursor}"`);
				assert.deepEqual(rest.edges, edges.slice(index + 1));
				const earlier = await page(ask, `, before: "${cursor}"`);
				assert.deepEqual(earlier.edges, edges.slice(0, index));
				for (const { pageInfo } of [rest, earlier])
					for (const given of [pageInfo.startCursor, pageInfo.endCursor])
						if (given !== null) await page(ask, `, after: "${given}"`);
			}
		});

		test("are null where the page is empty, at either end", async () => {
			const { startCursor, endCursor } = (await page(ask)).pageInfo;
			for (const [args, isAfter] of [
				[`, after: "${endCursor}"`, true],
				[`, before: "${startCursor}"`, false],
				[`, after: "${endCursor}", before: "${startCursor}"`, true],
			] as const)
				assert.deepEqual(await page(ask, args), {
					edges: [],
					pageInfo: {
						startCursor: null,
						endCursor: null,
						hasNextPage: false,
						hasPreviousPage: isAfter,
					},
				});
		});

		test("are refused in words where they are none of it", async () => {
			const others = Object.values(connections).filter((one) => one !== ask);
			const foreign = await Promise.all(
				others.map(async (one) => (await page(one)).pageInfo.endCursor),
			);
			for (const cursor of ["", "x", caseId, ...foreign])
				for (const side of ["after", "before"])
					assert.match(
						String(await ask(`, ${side}: "${cursor}"`)),
						/^BAD_USER_INPUT: .*is not a cursor of this connection in this order/,
					);
		});
	});

describe("cursors of cases", () => {
	const open = ', filter: { status: "Open" }';

	test("are places in the order, with whatever filter they are sent", async () => {
		for (const name of ["cases by creation", "cases by change"]) {
			const ask = connections[name];
			assert.ok(ask);
			const all = (await page(ask)).edges;
			const filtered = (await page(ask, open)).edges;
			assert.equal(filtered.length, 2);
			for (const [index, { cursor }] of all.entries()) {
				const rest = all.slice(index + 1).map((edge) => edge.cursor);
				const found = await page(ask, `, after: "${cursor}"${open}`);
				assert.deepEqual(
					found.edges,
					filtered.filter((edge) => rest.includes(edge.cursor)),
				);
			}
		}
	});

	test("are null where there is no case at all", async () => {
		const ask = connections["cases by creation"];
		assert.ok(ask);
		const { edges, pageInfo } = await page(ask, ', filter: { status: "x" }');
		assert.deepEqual(edges, []);
		assert.deepEqual(pageInfo, {
			startCursor: null,
			endCursor: null,
			hasNextPage: false,
			hasPreviousPage: false,
		});
	});
});
