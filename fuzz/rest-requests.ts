import fc from "fast-check";
import type { CatalogueFile } from "../src/domain/catalogue/file/catalogue-file-schema.ts";
import { type Caller, parityInputs } from "../test/support/parity-inputs.ts";
import type { Wire } from "../test/support/parity-wire.ts";
import { type Call, finishRequest } from "./call.ts";
import { choose } from "./choose.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { multipartBodies } from "./multipart-bodies.ts";
import { anyJson, anyNumber, oddText } from "./odd-values.ts";

const api = "/api/v4";

/** Callers whose sign-out ends no session that others use. */
export const withoutSession: readonly Caller[] = [
	...(["party1Web", "party2Kiosk", "operatorAlone"] as const),
	...(["nobodyWeb", "nobodyAnywhere", "wrongToken"] as const),
];

/** Everything that the v4 REST API is asked, as its callers would. */
export function restRequests(file: CatalogueFile): fc.Arbitrary<FuzzRequest> {
	const inputs = parityInputs(file);
	const create = inputs.map(({ body, caller }) => ({
		what: "create",
		method: "POST",
		path: `${api}/cases`,
		body,
		callers: [caller],
		sent: [body],
	}));
	const dryRun = inputs.map(({ body, caller }) => ({
		what: "dry run",
		method: "POST",
		path: `${api}/cases?dryRun=true`,
		body,
		callers: [caller],
	}));
	const update = fc.tuple(anyNumber, inputs).map(([id, { body }]) => ({
		what: "update",
		method: "PUT",
		path: `${api}/cases/${id}`,
		body,
	}));
	return choose<Call>(
		[300, create],
		[40, dryRun],
		[70, update],
		[200, smallCalls],
		[80, fileCalls],
		[30, oddCalls],
		[3, lists],
		[2, signIns],
	).chain((call) => finishRequest("rest", call));
}

const members = (...list: readonly (readonly [string, Wire])[]) => ({
	members: list,
});
const json = (what: string, method: string, path: string, body: Wire) => ({
	what,
	method,
	path,
	body,
});

/** Few: a password takes a hash that is slow on purpose. */
const signIns: fc.Arbitrary<Call> = fc
	.tuple(oddText, choose<Wire>([3, oddText], [1, anyJson]))
	.map(([principal, password]) => ({
		...json("sign-in", "POST", `${api}/signin`, {
			members: [
				["principal", principal],
				["password", password],
			],
		}),
		callers: ["nobodyWeb", "wrongToken", "nobodyKiosk"],
	}));

/** Bodies with one or two members, and reads. */
const smallCalls: fc.Arbitrary<Call> = fc
	.tuple(anyNumber, choose<Wire>([4, oddText], [1, anyJson]), anyJson)
	.chain(([id, text, value]) => {
		const one = `${api}/cases/${id}`;
		const get = (path: string): Call => ({
			what: "read",
			method: "GET",
			path: api + path,
		});
		const note = members(["description", text]);
		const noteOf = members(["id", { digits: "1" }], ["description", text]);
		const status = members(["statusName", text]);
		return fc.constantFrom<Call[]>(
			json("note", "POST", `${one}/notes`, note),
			json("note", "POST", `${one}/notes`, note),
			json("note", "PUT", `${one}/notes`, noteOf),
			json("note", "PUT", `${one}/notes`, value),
			{
				...json("transition", "PUT", `${one}/transitions`, status),
				callers: ["operatorAlone"],
			},
			{
				...json("assignment", "PUT", `${one}/assignment`, {
					members: [["groupName", text]],
				}),
				callers: ["operatorAlone"],
			},
			json("assignment", "PUT", `${one}/assignment`, members(["email", text])),
			...[get(`/cases/${id}`), get(`/cases/${id}?x=${encodeText(text)}`)],
			...[get("/me"), get("/person?date_format=readable"), get("/isAlive")],
			...[get("/cases/status"), get("/cases/typecategory?visibility=app")],
			get(`/cases/typecategory?caseTypeCode=${encodeText(text)}`),
			get(`/cases?idempotencyKey=fuzz-${id}`),
			get(`/cases?idempotencyKey=${encodeText(text)}`),
			{ ...get("/logout"), callers: withoutSession },
		);
	});

const lists: fc.Arbitrary<Call> = fc.constant({
	what: "list",
	method: "GET",
	path: `${api}/cases`,
});

const name = oddText.map(encodeText);

const fileCalls: fc.Arbitrary<Call> = fc
	.tuple(anyNumber, anyNumber, name, multipartBodies)
	.chain(([id, file, fileName, { body, type }]) =>
		fc.constantFrom<Call[]>(
			{
				what: "multipart file",
				method: "POST",
				path: `${api}/cases/${id}/files`,
				body,
				headers: [["content-type", type]],
			},
			{
				what: "upload",
				method: "PUT",
				path: `${api}/uploads?fileName=${fileName}`,
				body,
				headers: [["content-type", "application/octet-stream"]],
			},
			{ what: "file", method: "GET", path: `${api}/cases/files/${file}` },
			{
				what: "file",
				method: "DELETE",
				path: `${api}/cases/${id}/files/${file}`,
				body: [],
			},
		),
	);

/** Paths and methods that nothing serves, and bodies of any kind where a create is expected; the long list, seldom. */
const oddCalls: fc.Arbitrary<Call> = fc
	.tuple(
		fc.constantFrom("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "POST"),
		fc.constantFrom(
			...["/cases", "/cases/", "/cases//1", "/cases/1/2/3", "/", "", "/nada"],
			...["/cases/%", "/cases/%zz", "/%2e%2e/graphql", "/../../graphql"],
			...["/uploads", "/signin", "/cases/1/files", "/cases/files/1", "/CASES"],
		),
		fc.constantFrom(
			...["", "?", "?token=a&token=b", "?token[]=a", "?%74oken=a", "?a=%"],
			...[
				"?touchpoint=web&touchpoint=web",
				"?__proto__=1",
				`?${"a&".repeat(900)}`,
			],
		),
		fc.option(anyJson, { nil: undefined }),
	)
	.map(([method, path, query, body]) => ({
		what: "odd",
		method,
		path: api + path + query,
		body: method === "GET" || method === "HEAD" ? undefined : body,
	}));

function encodeText(text: Wire): string {
	return encodeURIComponent(String(text).toWellFormed());
}
