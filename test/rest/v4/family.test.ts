import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import {
	basic,
	operator1,
	party1,
	party2,
	send,
	telefonico,
} from "../../support/requests.ts";
import { startServer, type TestServer } from "../../support/test-server.ts";
import { assertGeneralRefusal, assertRefused } from "./assert-refused.ts";
import { call, createdBy, type Headers } from "./call.ts";
import { at, nobodyAt, openSession } from "./callers.ts";
import { caseRow, countStored } from "./stored.ts";

type FamilyCall = {
	readonly method: "GET" | "POST" | "PUT";
	readonly path: string;
	readonly body?: unknown;
	readonly status: number;
	/** Somebody who may do it. */
	readonly by: Headers;
};

/** Every call on case 1 and its comment 1 that is no file's; those of the session have a test of their own. */
const calls: readonly FamilyCall[] = [
	{ method: "GET", path: "/me", status: 200, by: party1 },
	{ method: "GET", path: "/person", status: 200, by: party1 },
	{ method: "GET", path: "/cases", status: 200, by: party1 },
	{ method: "GET", path: "/cases/status", status: 200, by: party1 },
	{ method: "GET", path: "/cases/typecategory", status: 200, by: party1 },
	{ method: "GET", path: "/cases/1", status: 200, by: party1 },
	{
		method: "POST",
		path: "/cases",
		body: telefonico,
		status: 201,
		by: party1,
	},
	{
		method: "PUT",
		path: "/cases/1",
		body: telefonico,
		status: 201,
		by: party1,
	},
	{
		method: "POST",
		path: "/cases/1/notes",
		body: { description: "b" },
		status: 201,
		by: party1,
	},
	{
		method: "PUT",
		path: "/cases/1/notes",
		body: { id: 1, description: "c" },
		status: 201,
		by: party1,
	},
	{
		method: "PUT",
		path: "/cases/1/transitions",
		body: { statusName: "Open" },
		status: 201,
		by: operator1,
	},
	{
		method: "PUT",
		path: "/cases/1/assignment",
		body: { groupName: "atencion" },
		status: 201,
		by: operator1,
	},
];

let server: TestServer;
before(async () => {
	server = await startServer();
	const body = { ...telefonico, comments: [{ description: "a" }] };
	await createdBy(server, party1, body);
});
after(() => server[Symbol.asyncDispose]());

const title = ({ method, path }: FamilyCall) => `${method} ${path}`;
const queryOf = (headers: Headers) =>
	`?touchpoint=${headers["thalamus-touchpoint"]}&token=${headers["thalamus-token"]}`;
const personOf = ({ authorization }: Headers): Headers => ({
	authorization: authorization as string,
});

describe("a v4 call with good credentials", () => {
	for (const one of calls) {
		const { method, path, body, status, by } = one;

		test(`${title(one)} is answered in the form of the contract, with a trailing slash and for Accept-Encoding: * too`, async () => {
			for (const end of ["", "/"]) {
				const headers = { ...by, "accept-encoding": "*" };
				const answer = await call(server, headers, method, path + end, body);
				assert.equal(answer.status, status, answer.text);
				assert.equal(answer.headers.get("content-encoding"), null);
				assert.equal(
					answer.headers.get("content-type"),
					"application/json; charset=utf-8",
				);
				assert.equal("errors" in answer.body, false);
				assert.equal("context" in answer.body, status === 201);
			}
		});

		test(`${title(one)} takes touchpoint and token from the query, as field clients send them`, async () => {
			const answer = await call(
				server,
				personOf(by),
				method,
				`${path}${queryOf(by)}&date_format=readable`,
				body,
			);
			assert.equal(answer.status, status, answer.text);
		});

		test(`${title(one)} takes a session token, and a session cookie`, async () => {
			const touchpoint = by === operator1 ? "callcenter" : "web";
			const person =
				by === operator1
					? { operator: "operator1@example.com" }
					: { party: "party1@example.com" };
			const session = await openSession(server, touchpoint, person);
			const cookie = {
				...nobodyAt(touchpoint),
				cookie: `casebridge_session=${session["thalamus-token"]}`,
			};
			for (const headers of [session, cookie]) {
				const answer = await call(server, headers, method, path, body);
				assert.equal(answer.status, status, answer.text);
			}
		});
	}
});

describe("a v4 call with bad credentials", () => {
	let stored: object;
	let row: object;
	beforeEach(() => {
		stored = countStored(server);
		row = caseRow(server, 1);
	});
	const unchanged = () => {
		assert.deepEqual(countStored(server), stored);
		assert.deepEqual(caseRow(server, 1), row);
	};

	const nobodies: [title: string, change: (by: Headers) => Headers][] = [
		["none at all", () => ({})],
		["no touchpoint", ({ "thalamus-touchpoint": _, ...by }) => by as Headers],
		["no token", ({ "thalamus-token": _, ...by }) => by as Headers],
		["an empty token", (by) => ({ ...by, "thalamus-token": "" })],
		["a wrong token", (by) => ({ ...by, "thalamus-token": "x" })],
		[
			"the token of another touchpoint",
			(by) => ({ ...by, "thalamus-token": "demo-kiosk-token" }),
		],
		[
			"a token in another case",
			(by) => ({
				...by,
				"thalamus-token": String(by["thalamus-token"]).toUpperCase(),
			}),
		],
		[
			"SQL for a touchpoint",
			(by) => ({ ...by, "thalamus-touchpoint": "' OR 1=1--" }),
		],
		[
			"a wrong password",
			(by) => ({ ...by, authorization: basic("party1@example.com", "x") }),
		],
		["an operator at a web site", () => ({ ...at("web", operator1) })],
	];
	for (const one of calls)
		for (const [what, change] of nobodies)
			test(`${title(one)} answers 401 to ${what}, and does nothing`, async () => {
				const { method, path, body, by } = one;
				const headers = change(by);
				const answer = await call(server, headers, method, path, body);
				assertGeneralRefusal(answer, 401, "UNAUTHORIZED");
				assert.match(
					answer.headers.get("www-authenticate") ?? "",
					/^Thalamus-Token realm=/,
				);
				unchanged();
			});

	for (const one of calls)
		test(`${title(one)} answers 401 to whoever is not signed in, and does nothing`, async () => {
			const { method, path, body, by } = one;
			const touchpoint = by === operator1 ? "callcenter" : "web";
			const headers = nobodyAt(touchpoint);
			const answer = await call(server, headers, method, path, body);
			assertGeneralRefusal(answer, 401, "UNAUTHORIZED");
			unchanged();
		});

	for (const one of calls)
		test(`${title(one)} answers 400 to credentials that contradict each other, and does nothing`, async () => {
			const { method, path, body, by } = one;
			const session = await openSession(server, "web", {
				party: "party1@example.com",
			});
			stored = countStored(server);
			const contradictions: [headers: Headers, path: string][] = [
				[by, `${path}?touchpoint=nada`],
				[by, `${path}?token=x`],
				[personOf(by), `${path}${queryOf(by)}&token=x`],
				[{ ...session, ...personOf(party2) }, path],
			];
			for (const [headers, url] of contradictions)
				assertGeneralRefusal(
					await call(server, headers, method, url, body),
					400,
					"ConflictingCredentials",
				);
			unchanged();
		});
});

describe("a v4 call with a bad body", () => {
	const withBody = calls.filter(({ body }) => body !== undefined);

	for (const one of withBody)
		test(`${title(one)} is refused before anything is changed`, async () => {
			const { method, path, by } = one;
			const stored = countStored(server);
			const row = caseRow(server, 1);
			const url = `/api/v4${path}`;
			for (const type of ["text/plain", "application/x-www-form-urlencoded"])
				assertGeneralRefusal(
					await send(server, method, url, {
						headers: { ...by, "content-type": type },
						body: "{}",
					}),
					415,
					"UnsupportedMediaType",
				);
			for (const body of ["{", "", "null", '"x"', "[[]]", "{} {}"])
				assertGeneralRefusal(
					await call(server, by, method, path, body),
					400,
					"InvalidJson",
				);
			const twice = await call(server, by, method, path, '{"a":1,"a":1}');
			assertRefused(twice, 400, { a: "DuplicateKey" });
			const reserved = await call(server, by, method, path, '{"__proto__":1}');
			assert.equal(
				reserved.text,
				'{"errors":{"__proto__":"ReservedKey"},"messages":{"__proto__":"Key \\"__proto__\\" is reserved; use another name."}}',
			);
			assert.deepEqual(countStored(server), stored);
			assert.deepEqual(caseRow(server, 1), row);
		});
});

describe("paths of the v4 family", () => {
	const allowed: [path: string, methods: readonly string[]][] = [
		["/me", ["GET", "HEAD"]],
		["/person", ["GET", "HEAD"]],
		["/isAlive", ["GET", "HEAD"]],
		["/cases", ["GET", "POST", "HEAD"]],
		["/cases/status", ["GET", "HEAD"]],
		["/cases/typecategory", ["GET", "HEAD"]],
		["/cases/1", ["GET", "PUT", "HEAD"]],
		["/cases/x", ["GET", "PUT", "HEAD"]],
		["/cases/1/transitions", ["PUT"]],
		["/cases/1/assignment", ["PUT"]],
		["/cases/1/notes", ["POST", "PUT"]],
	];
	const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
	for (const [path, allow] of allowed)
		test(`answer 405 at ${path} to all but ${allow.join(", ")}`, async () => {
			for (const method of methods.filter((name) => !allow.includes(name)))
				for (const end of ["", "/"]) {
					const answer = await call(server, party1, method, path + end);
					assert.equal(answer.status, 405, method);
					if (method === "HEAD") continue;
					assertGeneralRefusal(answer, 405, "METHOD_NOT_ALLOWED");
					assert.deepEqual(answer.headers.get("allow")?.split(", "), allow);
				}
		});

	for (const path of [
		"/case/1",
		"/cases/1/nada",
		"/cases/1/notes/1",
		"/Cases/1",
		"/cases/status/1",
		"/cases/1/Notes",
		"/persons",
		"/isalive",
	])
		test(`answer 404 at ${path}`, async () => {
			for (const method of ["GET", "PUT"]) {
				const body = method === "PUT" ? { description: "a" } : undefined;
				assertGeneralRefusal(
					await call(server, party1, method, path, body),
					404,
					"NOT_FOUND",
				);
			}
		});
});
