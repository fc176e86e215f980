import assert from "node:assert/strict";
import { test } from "node:test";
import { addParty } from "../../../src/domain/people/add-party.ts";
import { basic } from "../../support/requests.ts";
import {
	noon,
	startServer,
	type TestServer,
} from "../../support/test-server.ts";
import { caseRow, filesOf, rowsOfCase } from "./stored.ts";

/**
 * A client as there are in the field: it signs in, then sends Basic on every call, touchpoint and token in the query,
 * `[]` for an empty body; it keeps no cookie, decodes nothing, and takes any reply with `errors` for a failure.
 */
function fieldClient(
	server: TestServer,
	touchpoint: "web" | "callcenter",
	principal: string,
	password: string,
) {
	const query = `touchpoint=${touchpoint}&token=demo-${touchpoint}-token`;
	const urlOf = (path: string) =>
		`${server.url}/api/v4${path}${path.includes("?") ? "&" : "?"}${query}`;
	const common = { "Accept-Encoding": "*" };

	async function exchange(
		method: string,
		path: string,
		headers: Record<string, string>,
		body?: string | FormData,
	) {
		const response = await fetch(urlOf(path), {
			method,
			headers: { ...common, ...headers },
			redirect: "error",
			...(body !== undefined && { body }),
		});
		assert.equal(response.headers.get("content-encoding"), null);
		return { status: response.status, text: await response.text() };
	}
	const json = { "Content-Type": "application/json; charset=utf-8" };
	const known = { Authorization: basic(principal, password) };

	return {
		signIn: () =>
			exchange(
				"POST",
				"/signin",
				json,
				JSON.stringify({ principal, password }),
			),
		/** Answers the body of a success. */
		async ask(method: string, path: string, body?: unknown) {
			const headers = { ...known, ...(body !== undefined && json) };
			const sent = body === undefined ? undefined : JSON.stringify(body);
			const { status, text } = await exchange(method, path, headers, sent);
			const answer = JSON.parse(text);
			assert.equal((answer.errors ?? null) === null, true, text);
			assert.equal(status, method === "GET" || answer === true ? 200 : 201);
			return answer;
		},
		/** Answers the `errors` of a refusal. */
		async fail(method: string, path: string, body?: unknown) {
			const headers = { ...known, ...json };
			const sent = JSON.stringify(body ?? []);
			const { text } = await exchange(method, path, headers, sent);
			return JSON.parse(text).errors;
		},
		async upload(path: string, content: string, fileName: string) {
			const form = new FormData();
			form.set("file", new Blob([content], { type: "text/plain" }), fileName);
			const { status, text } = await exchange("POST", path, known, form);
			assert.equal(status, 200);
			return JSON.parse(text);
		},
		download: (path: string) => exchange("GET", path, known),
	};
}

test("a case lives its whole life by v4, between a party and an operator", async () => {
	await using server = await startServer();
	await addParty(server.app.store, () => noon, {
		principals: ["dni:30123456", "ana@example.com"],
		firstname: "Ana",
		lastname: "Muñoz",
		email: "ana@example.com",
		password: "contraseña:1",
	});
	const party = fieldClient(server, "web", "dni$30123456", "contraseña:1");
	const operator = fieldClient(
		server,
		"callcenter",
		"operator1@example.com",
		"demo-operator-1",
	);

	const signedIn = await party.signIn();
	assert.equal(signedIn.status, 200);
	assert.equal(
		JSON.parse(signedIn.text).context.simpleProfile.lastname,
		"Muñoz",
	);
	const { person } = await party.ask("GET", "/person?date_format=readable");
	assert.equal(person.email, "ana@example.com");

	const { caseTypeCategories } = await party.ask(
		"GET",
		"/cases/typecategory?visibility=app&caseCategoryCode=ReclamoFactura",
	);
	const [{ caseTypeCode: typeCode, caseCategoryCode: categoryCode }] =
		caseTypeCategories;
	const codes = { typeCode, categoryCode };
	const caseData = {
		numeroFactura: "A-1",
		importeCobrado: "10.50",
		motivo: "Importe incorrecto",
	};
	const created = await party.ask("POST", "/cases", {
		...codes,
		caseData,
		comments: [{ description: "No corresponde." }],
		attachements: [],
	});
	const { id } = created.case;
	assert.equal(Number.isInteger(id), true);

	const noted = await party.ask("POST", `/cases/${id}/notes`, {
		description: "Adjunto la factra.",
	});
	await party.ask("PUT", `/cases/${id}/notes`, {
		id: String(noted.comment.id),
		description: "Adjunto la factura.",
	});
	const [kept, wrong] = await Promise.all(
		["factura.txt", "otra.txt"].map(async (name) => {
			const uploaded = await party.upload(`/cases/${id}/files`, name, name);
			return uploaded.attachments.find(
				({ fileName }: { fileName: string }) => fileName === name,
			).id;
		}),
	);
	const deleted = await party.ask("DELETE", `/cases/${id}/files/${wrong}`, []);
	assert.equal(deleted, true);

	const read = await party.ask("GET", `/cases/${id}`);
	assert.deepEqual(
		read.comments.map((c: { description: string }) => c.description),
		["No corresponde.", "Adjunto la factura."],
	);
	assert.deepEqual(read.attachements, [
		{ id: kept, fileName: "factura.txt", contentType: "text/plain", size: 11 },
	]);
	const echoed = await party.ask("PUT", `/cases/${id}/`, {
		...codes,
		status: null,
		resolution: null,
		comments: [],
		caseData: { ...read.caseData, importeCobrado: "11.50" },
		attachements: [],
	});
	assert.equal(echoed.case.caseData.importeCobrado, "11.50");
	assert.deepEqual(await party.ask("GET", "/cases/"), {
		cases: [await party.ask("GET", `/cases/${id}`)],
	});

	assert.deepEqual(
		Object.values(
			await party.fail("PUT", `/cases/${id}/transitions`, {
				statusName: "Closed",
			}),
		).slice(0, 2),
		["401", "UNAUTHORIZED"],
	);
	assert.deepEqual(await operator.ask("GET", "/cases"), { cases: [] });
	await operator.ask("PUT", `/cases/${id}/assignment`, {
		email: "operator1@example.com",
	});
	const { cases } = await operator.ask("GET", "/cases");
	assert.equal(cases[0].id, id);
	const file = await operator.download(`/cases/files/${kept}`);
	assert.deepEqual(file, { status: 200, text: "factura.txt" });
	await operator.ask("POST", `/cases/${id}/notes`, { description: "Anulada." });
	const { caseStatuses } = await operator.ask("GET", "/cases/status");
	const final = caseStatuses.find((s: { finalState: boolean }) => s.finalState);
	for (const statusName of ["in_progress", final.statusName])
		await operator.ask("PUT", `/cases/${id}/transitions`, { statusName });

	assert.equal((await party.ask("GET", `/cases/${id}`)).status, "Closed");
	assert.deepEqual(
		await party.fail("POST", `/cases/${id}/notes`, { description: "Gracias." }),
		{ case: "statusIsAlreadyClose" },
	);
	const row = caseRow(server, id);
	assert.deepEqual(
		[row.party_id, row.status, row.assignee_operator_id],
		[3, "Closed", 1],
	);
	assert.deepEqual(
		rowsOfCase(server, "case_events", id).map(({ kind, actor_kind }) => [
			kind,
			actor_kind,
		]),
		[
			["CREATED", "party"],
			["COMMENT_ADDED", "party"],
			["COMMENT_UPDATED", "party"],
			["ATTACHMENT_ADDED", "party"],
			["ATTACHMENT_ADDED", "party"],
			["ATTACHMENT_DELETED", "party"],
			["UPDATED", "party"],
			["ASSIGNED", "operator"],
			["COMMENT_ADDED", "operator"],
			["TRANSITIONED", "operator"],
			["TRANSITIONED", "operator"],
		],
	);
	assert.equal(filesOf(server).length, 1);
});
