import assert from "node:assert/strict";
import { test } from "node:test";
import { readBasicLogin } from "../../src/authentication/read-basic-login.ts";
import { addParty } from "../../src/domain/people/add-party.ts";
import { graphql, party1, postCase, telefonico } from "../support/requests.ts";
import { noon, startServer } from "../support/test-server.ts";

const encode = (text: string, encoding: "utf8" | "latin1") =>
	`Basic ${Buffer.from(text, encoding).toString("base64")}`;

test("Basic is read as UTF-8, and as ISO-8859-1 where it is none", () => {
	const login = { principal: "añá@example.com", password: "contraseña:ÿ" };
	const text = `${login.principal}:${login.password}`;
	for (const encoding of ["utf8", "latin1"] as const)
		assert.deepEqual(readBasicLogin(encode(text, encoding)), login);
	assert.deepEqual(readBasicLogin(encode("é:\x80", "latin1")), {
		principal: "é",
		password: "\x80",
	});
});

test("a password beyond ASCII signs in by both protocols, however its bytes are written", async () => {
	await using server = await startServer();
	const principal = "jose@example.com";
	const password = "contraseña-año";
	await addParty(server.app.store, () => noon, {
		principals: [principal],
		password,
	});
	for (const encoding of ["utf8", "latin1"] as const) {
		const authorization = encode(`${principal}:${password}`, encoding);
		const headers = { ...party1, authorization };
		const rest = await postCase(server, telefonico, headers);
		assert.equal(rest.status, 201, rest.text);
		const query = "{ cases(first: 1) { edges { node { number } } } }";
		const other = await graphql(server, query, {}, headers);
		assert.equal(other.body.errors, undefined, other.text);
	}
	const authorization = encode(`${principal}:contrasena-ano`, "latin1");
	const wrong = await postCase(server, telefonico, {
		...party1,
		authorization,
	});
	assert.equal(wrong.status, 401);
});
