import assert from "node:assert/strict";
import { type IncomingMessage, request } from "node:http";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import type { CreateCaseJob } from "../../../src/domain/ports/create-jobs.ts";
import {
	operator1,
	party1,
	party2,
	rows,
	telefonico,
} from "../../support/requests.ts";
import {
	noon,
	startServer,
	type TestServer,
} from "../../support/test-server.ts";
import { assertGeneralRefusal } from "./assert-refused.ts";
import {
	call,
	cortePersistente,
	createdBy,
	factura,
	type Headers,
	operator1AsParty1,
	operatorOf,
} from "./call.ts";
import { nobodyAt } from "./callers.ts";
import { changeCatalogue, entryOf } from "./change-catalogue.ts";

const list = (server: TestServer, headers: Headers = party1, query = "") =>
	call(server, headers, "GET", `/cases${query}`);

/** The ids that a caller is shown, in their order. */
async function idsFor(server: TestServer, headers: Headers): Promise<number[]> {
	const { status, body } = await list(server, headers);
	assert.equal(status, 200);
	return body.cases.map(({ id }: { id: number }) => id);
}

/** Writes many cases of party 1, a thousand a transaction. */
async function fill(
	{ app: { store } }: TestServer,
	count: number,
	more: Partial<CreateCaseJob> = {},
): Promise<void> {
	const job: CreateCaseJob = {
		versions: await store.versions(),
		at: noon,
		protocol: "REST",
		partyId: 1,
		operatorId: null,
		touchpointCode: "web",
		...telefonico,
		status: "Created",
		resolution: null,
		assigneeGroupCode: "atencion",
		caseData: {},
		comments: [],
		attachments: [],
		actorKind: "party",
		origin: { activity: null, tags: [], source: null },
		idempotency: null,
		...more,
	};
	for (let left = count; left > 0; left -= 1_000)
		await Promise.all(
			Array.from({ length: Math.min(left, 1_000) }, () =>
				store.cases.create(job),
			),
		);
}

/** Counts the pages that are read from now on. */
function countPages({ app }: TestServer): { pages: number } {
	const count = { pages: 0 };
	const { cases } = app.store;
	const read = cases.findPage;
	cases.findPage = (query) => {
		count.pages++;
		return read(query);
	};
	return count;
}

/** Asks for the list and answers as soon as the headers are there; nothing of the body is taken. */
function openList(server: TestServer): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		const options = { headers: party1, agent: false };
		request(`${server.url}/api/v4/cases`, options, resolve)
			.on("error", reject)
			.end();
	});
}

describe("GET /api/v4/cases", () => {
	let server: TestServer;
	before(async () => {
		server = await startServer();
	});
	after(() => server[Symbol.asyncDispose]());

	test("answers an empty list as an array, to party, operator and operator as party", async () => {
		const asParty = await operator1AsParty1(server);
		for (const headers of [party1, operator1, asParty])
			for (const path of ["/cases", "/cases/", "/cases?date_format=readable"]) {
				const answer = await call(server, headers, "GET", path);
				assert.equal(answer.status, 200);
				assert.equal(answer.text, '{"cases":[]}');
			}
	});

	test("shows every case as GET /cases/{id} does, without a context, in the order of their ids", async () => {
		const bodies = [
			`{"categoryCode":"Reclamo","typeCode":"Telefonico","caseData":{"monto":1.0E-4},"comments":[{"description":"á\\u2028"}]}`,
			{ ...factura, attachements: [{ fileName: "a", content: "YQ==" }] },
			telefonico,
		];
		const texts: string[] = [];
		for (const body of bodies) {
			const created = await call(server, party1, "POST", "/cases", body);
			const { id } = created.body.case;
			texts.push((await call(server, party1, "GET", `/cases/${id}`)).text);
		}
		const answer = await list(server);
		assert.equal(answer.text, `{"cases":[${texts.join()}]}`);
		assert.equal(
			answer.headers.get("content-type"),
			"application/json; charset=utf-8",
		);
	});

	test("is not compressed for Accept-Encoding: *", async () => {
		const headers = { ...party1, "accept-encoding": "*" };
		const answer = await list(server, headers);
		assert.equal(answer.headers.get("content-encoding"), null);
		assert.equal(answer.body.cases.length, 3);
	});
});

describe("whose cases GET /api/v4/cases shows", () => {
	let server: TestServer;
	const ids: Record<string, number> = {};
	before(async () => {
		server = await startServer();
		const created: [name: string, headers: Headers, body: object][] = [
			["own", party1, telefonico],
			["foreign", party2, telefonico],
			["hidden", party1, cortePersistente],
			["factura", party1, factura],
		];
		for (const [name, headers, body] of created)
			ids[name] = (await createdBy(server, headers, body)).id;
	});
	after(() => server[Symbol.asyncDispose]());

	test("to a party: its own, without the types that are not visible in the app", async () => {
		assert.deepEqual(await idsFor(server, party1), [ids.own, ids.factura]);
		assert.deepEqual(await idsFor(server, party2), [ids.foreign]);
	});

	test("to an operator as a party: what that party sees", async () => {
		const asParty = await operator1AsParty1(server);
		assert.deepEqual(await idsFor(server, asParty), [ids.own, ids.factura]);
	});

	test("to an operator: only those assigned to them personally, of any party, also hidden ones", async () => {
		assert.deepEqual(await idsFor(server, operator1), []);
		for (const name of ["hidden", "foreign"])
			await call(server, operator1, "PUT", `/cases/${ids[name]}/assignment`, {
				email: "operator1@example.com",
			});
		assert.deepEqual(await idsFor(server, operator1), [
			ids.foreign,
			ids.hidden,
		]);
		const colleague = await operatorOf(server, "a@example.com", ["atencion"]);
		assert.deepEqual(await idsFor(server, colleague), []);
	});

	test("follows the catalogue at once", async () => {
		await changeCatalogue(server, ({ types }) => {
			entryOf(types, "Telefonico").visibleInApp = false;
			entryOf(types, "CortePersistente").operatorGroup = "calidad";
		});
		assert.deepEqual(await idsFor(server, party1), [ids.factura]);
		assert.ok(!(await idsFor(server, party2)).includes(ids.foreign as number));
	});

	test("is told by 401 to nobody, before anything is sent", async () => {
		const count = countPages(server);
		for (const headers of [
			nobodyAt("web"),
			nobodyAt("callcenter"),
			{},
			{ ...party1, "thalamus-token": "x" },
		])
			assertGeneralRefusal(await list(server, headers), 401, "UNAUTHORIZED");
		assert.equal(count.pages, 0);
	});
});

describe("a long list of v4 cases", () => {
	test("comes whole and ascending over pages of 500", async () => {
		await using server = await startServer();
		await fill(server, 1_203);
		const count = countPages(server);
		assert.deepEqual(
			await idsFor(server, party1),
			Array.from({ length: 1_203 }, (_, index) => index + 1),
		);
		assert.equal(count.pages, 3);
	});

	test("comes whole when a page ends with the last case", async () => {
		await using server = await startServer();
		await fill(server, 1_000);
		const ids = await idsFor(server, party1);
		assert.deepEqual([ids.length, ids.at(-1)], [1_000, 1_000]);
	});

	test("holds cases that come while it is sent, and no case twice", async () => {
		await using server = await startServer();
		await fill(server, 600);
		const { cases } = server.app.store;
		const read = cases.findPage;
		cases.findPage = async (query) => {
			const page = await read(query);
			cases.findPage = read;
			await createdBy(server, party1, telefonico);
			return page;
		};
		assert.deepEqual(
			await idsFor(server, party1),
			Array.from({ length: 601 }, (_, index) => index + 1),
		);
	});

	test("is one page of at most 500 cases when a limit is asked for, and all of the rest without one", async () => {
		await using server = await startServer();
		await fill(server, 1_203);
		const count = countPages(server);
		const lengthOf = async (query: string) =>
			(await list(server, party1, query)).body.cases.length;
		assert.equal(await lengthOf("?limit=500"), 500);
		assert.equal(await lengthOf("?limit=500&after=600"), 500);
		assert.equal(await lengthOf("?limit=500&after=1000"), 203);
		assert.equal(count.pages, 3);
		assert.equal(await lengthOf("?after=3"), 1_200);
		assert.equal(await lengthOf(""), 1_203);
	});

	test("is read only as fast as the caller takes it", async () => {
		await using server = await startServer();
		const description = "x".repeat(4_000);
		await fill(server, 20_000, { comments: [description] });
		const count = countPages(server);
		await using response = await openList(server);
		let seen = -1;
		while (count.pages !== seen) {
			seen = count.pages;
			await wait(200);
		}
		assert.ok(seen < 15, `${seen} of 41 pages were read for nobody`);
		let bytes = 0;
		let end = "";
		for await (const chunk of response) {
			bytes += chunk.length;
			end = `${end}${chunk}`.slice(-64);
		}
		assert.ok(bytes > 20_000 * description.length);
		assert.ok(end.endsWith('"attachements":[]}]}'));
		assert.equal(count.pages, 41);
	});

	test("is read no further when the caller has gone, or asked for the headers alone", async () => {
		await using server = await startServer();
		await fill(server, 10_000, { comments: ["x".repeat(4_000)] });
		const count = countPages(server);
		const response = await openList(server);
		response.destroy();
		await wait(300);
		assert.ok(count.pages < 15, `${count.pages} of 21 pages were read`);
		count.pages = 0;
		const head = await call(server, party1, "HEAD", "/cases");
		assert.equal(head.status, 200);
		assert.equal(
			head.headers.get("content-type"),
			"application/json; charset=utf-8",
		);
		await wait(50);
		assert.equal(count.pages, 0);
	});

	test("that fails at once is answered in the general form; one that fails later is cut off", async () => {
		await using server = await startServer();
		await fill(server, 1_203, { comments: ["x".repeat(500)] });
		const { cases } = server.app.store;
		const read = cases.findPage;
		const failAt = (page: number) => {
			let left = page;
			cases.findPage = async (query) => {
				if (--left === 0) throw new Error("The disk is on fire.");
				return read(query);
			};
		};
		failAt(1);
		const answer = await list(server);
		assertGeneralRefusal(answer, 500, "INTERNAL_SERVER_ERROR");
		assert.equal(answer.text.includes("fire"), false);
		failAt(3);
		await assert.rejects(list(server));
		cases.findPage = read;
		assert.equal((await list(server)).body.cases.length, 1_203);
		assert.equal(rows(server, "case_events").length, 1_203);
	});
});
