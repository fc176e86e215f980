import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { RequestError } from "../../src/domain/problems/request-error.ts";
import {
	type Answer,
	basic,
	graphql,
	operator1,
	party1,
	postCase,
	send,
	telefonico,
} from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

const create =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { userErrors { code message } case { number } } }";

let server: TestServer;
before(async () => {
	server = await startServer({
		MAX_ANONYMOUS_BODY_BYTES: "1024",
		INTROSPECTION: "on",
	});
});
after(() => server[Symbol.asyncDispose]());

type Headers = Readonly<Record<string, string>>;

function inSpanish(headers: Headers): Record<string, string> {
	return { ...headers, "accept-language": "es-MX,es;q=0.9,en;q=0.5" };
}

function assertSpanish(answer: Answer, status: number): void {
	assert.equal(answer.status, status, answer.text);
	assert.equal(answer.headers.get("content-language"), "es");
	assert.match(
		answer.headers.get("vary") ?? "",
		/(?:^|, )Accept-Language(?:,|$)/,
	);
}

const noLogin = {
	"thalamus-touchpoint": "web",
	"thalamus-token": "demo-web-token",
};

/** What stops a create on both protocols, with what both say of it. */
const creates: readonly (readonly [
	title: string,
	v4: { status: number; message: string },
	headers: Headers,
	sentence: string,
	query?: string,
])[] = [
	[
		"nothing that says who is calling",
		{ status: 401, message: "UNAUTHORIZED" },
		{},
		"Faltan el punto de contacto y el token; envíe los encabezados Thalamus-Touchpoint y Thalamus-Token.",
	],
	[
		"no touchpoint",
		{ status: 401, message: "UNAUTHORIZED" },
		{ "thalamus-token": "x" },
		"Falta el punto de contacto; envíe su código en el encabezado Thalamus-Touchpoint.",
	],
	[
		"a wrong password",
		{ status: 401, message: "UNAUTHORIZED" },
		{ ...noLogin, authorization: basic("party1@example.com", "wrong") },
		"El punto de contacto, el token o los datos de acceso son incorrectos; no se revela cuál de ellos. Envíe un token de este punto de contacto y datos de acceso que sean válidos en él.",
	],
	[
		"no login",
		{ status: 401, message: "UNAUTHORIZED" },
		noLogin,
		"Faltan los datos de acceso; envíe credenciales Basic, o el token o la cookie de una sesión abierta.",
	],
	[
		"an operator who is no party",
		{ status: 401, message: "UNAUTHORIZED" },
		operator1,
		"Esto requiere un cliente; un operador lo hace actuando en nombre de ese cliente.",
	],
	[
		"two tokens",
		{ status: 400, message: "ConflictingCredentials" },
		party1,
		"El token se envió con valores distintos; envíelo una sola vez, como encabezado o en la URL.",
		"?token=other",
	],
];

describe("a create that is refused, in Spanish", () => {
	for (const [title, v4, headers, sentence, query = ""] of creates)
		test(`says the same on both protocols: ${title}`, async () => {
			const own = inSpanish(headers);
			const rest = await send(server, "POST", `/api/v4/cases${query}`, {
				headers: own,
				body: telefonico,
			});
			assertSpanish(rest, v4.status);
			assert.equal(rest.body.errors["error.message"], v4.message);
			assert.equal(rest.body.errors["error.description"], sentence);
			const other = await send(server, "POST", `/graphql${query}`, {
				headers: own,
				body: { query: create, variables: { input: telefonico } },
			});
			assertSpanish(other, other.status);
			assert.equal(other.body.errors[0].message, sentence);
		});

	test("says the same on both protocols of a body that no schema has seen", async () => {
		const bodies = [
			[
				'{"a":1,"a":2}',
				'La clave "a" aparece dos veces en un objeto; envíela una sola vez.',
			],
			[
				'{"a":',
				"Se esperaba un valor, pero el cuerpo termina después del carácter 5.",
			],
			[
				"{'a':1}",
				"Se esperaba una clave entre comillas dobles en el carácter 2.",
			],
		] as const;
		for (const [body, sentence] of bodies) {
			const headers = inSpanish(party1);
			const rest = await send(server, "POST", "/api/v4/cases", {
				headers,
				body,
			});
			assertSpanish(rest, 400);
			const { messages } = rest.body;
			assert.equal(messages["error.description"] ?? messages.a, sentence);
			const other = await send(server, "POST", "/graphql", { headers, body });
			assertSpanish(other, 400);
			assert.equal(other.body.errors[0].message, sentence);
		}
	});

	test("says the same on both protocols of bodies that are too large, or of another type, before anybody is known", async () => {
		for (const path of ["/api/v4/cases", "/graphql"]) {
			const large = await send(server, "POST", path, {
				headers: inSpanish({}),
				body: `"${"x".repeat(2_000)}"`,
			});
			assertSpanish(large, 413);
			assert.ok(
				large.text.includes("El cuerpo puede tener 1024 bytes como máximo."),
			);
			const typed = await send(server, "POST", path, {
				headers: inSpanish({ "content-type": "text/xml" }),
				body: "<a/>",
			});
			assertSpanish(typed, 415);
			assert.match(typed.text, /El cuerpo debe ser application\/json en .* o /);
		}
	});

	test("is Spanish without a header where Spanish is the default, and English where English is asked for", async () => {
		await using spanish = await startServer({ DEFAULT_LANGUAGE: "es" });
		const query = "{ nothing }";
		const none = await graphql(spanish, query);
		assert.match(none.body.errors[0].message, /^No se puede consultar/);
		const other = await graphql(spanish, query, {}, {
			...party1,
			"accept-language": "en",
		} as typeof party1);
		assert.match(other.body.errors[0].message, /^Cannot query field/);
		assert.equal(other.headers.get("content-language"), "en");
	});

	test("leaves the codes as they are", async () => {
		const body = { categoryCode: "Nothing", typeCode: "" };
		const spanish = await postCase(server, body, inSpanish(party1));
		const english = await postCase(server, body);
		assert.deepEqual(spanish.body.errors, english.body.errors);
		assert.notDeepEqual(spanish.body.messages, english.body.messages);
	});

	test("speaks of what went wrong in the middle, on both protocols", async () => {
		await using busy = await startServer();
		busy.app.store.cases.findById = async () => {
			throw new RequestError("databaseBusy", {});
		};
		const headers = inSpanish(party1);
		const sentence =
			"La base de datos está ocupada; envíe la solicitud de nuevo.";
		const rest = await send(busy, "GET", "/api/v4/cases/1", { headers });
		assertSpanish(rest, 503);
		assert.equal(rest.body.errors["error.description"], sentence);
		const query = "{ caseByNumber(number: 1) { id } }";
		for (let time = 0; time < 5; time++) {
			const other = await send(busy, "POST", "/graphql", {
				headers,
				body: { query },
			});
			assertSpanish(other, 503);
			assert.equal(other.body.errors[0].message, sentence);
			assert.deepEqual(other.body.errors[0].path, ["caseByNumber"]);
		}
		busy.app.store.cases.findById = async () => {
			throw new Error("secret detail");
		};
		const failed = await send(busy, "GET", "/api/v4/cases/1", { headers });
		assert.match(
			failed.body.errors["error.description"],
			/^Se produjo un error en el servidor \(solicitud /,
		);
		const broken = await send(busy, "POST", "/graphql", {
			headers,
			body: { query },
		});
		assert.match(broken.body.errors[0].message, /^Se produjo un error/);
		assert.ok(broken.body.errors[0].extensions.requestId);
	});
});

describe("a refusal of GraphQL in Spanish", () => {
	const cases: readonly (readonly [
		title: string,
		body: unknown,
		sentence: string | RegExp,
	])[] = [
		[
			"no operation",
			{},
			"La solicitud debe contener la operación, como texto, en query.",
		],
		[
			"an unknown member",
			{ query: "{ viewer { __typename } }", what: 1 },
			'El cuerpo tiene un miembro desconocido "what"; puede tener query, variables, operationName, extensions.',
		],
		[
			"an unknown field",
			{ query: "{ caseTypes { cod } }" },
			'No se puede consultar el campo "cod" en el tipo "CaseType". ¿Quiso decir "code"?',
		],
		[
			"a document that is no GraphQL",
			{ query: "{" },
			"Error de sintaxis: se esperaba Name y se encontró <EOF>.",
		],
		[
			"a variable of another type",
			{
				query: create,
				variables: { input: { categoryCode: 1, typeCode: "a" } },
			},
			'La variable "$input" tiene un valor no válido en "input.categoryCode"; se esperaba un valor de tipo "String!": un texto.',
		],
		[
			"a variable that is missing",
			{ query: create },
			/^La variable "\$input" de tipo "CreateCaseInput!" es obligatoria y no se envió; se esperaba un valor de tipo "CreateCaseInput!": un objeto que puede tener .*\.$/,
		],
		[
			"a literal of another type",
			{ query: '{ cases(first: "x") { edges { cursor } } }' },
			'Se esperaba un valor de tipo "Int": un entero de -2147483648 a 2147483647.',
		],
		[
			"a page that is too large",
			{ query: "{ cases(first: 1000) { edges { cursor } } }" },
			"first debe ser de 1 a 100, no 1000.",
		],
		[
			"an id that is none",
			{ query: '{ node(id: "x") { id } }' },
			"El ID global no es válido; envíe el id de un objeto tal como lo dio el servidor.",
		],
		[
			"a number in a literal that would be rounded",
			{
				query:
					'mutation { createCase(input: { categoryCode: "a", typeCode: "b", caseData: { n: 1e400 } }) { case { id } } }',
			},
			"Un número no se puede conservar con exactitud; envíelo como texto.",
		],
		[
			"two changes",
			{
				query:
					"mutation { a: signOut(input: {}) { __typename } b: signOut(input: {}) { __typename } }",
			},
			"Un documento puede contener un solo cambio; envíe una solicitud para cada uno.",
		],
		[
			"an operation that is not there",
			{ query: "query A { viewer { __typename } }", operationName: "B" },
			'No existe la operación "B" en el documento; use "A".',
		],
		[
			"a hash of another document",
			{
				query: "{ a }",
				extensions: { persistedQuery: { version: 1, sha256Hash: "0" } },
			},
			"extensions.persistedQuery.sha256Hash no es el SHA-256 de query; envíe el texto sin él.",
		],
	];
	for (const [title, body, sentence] of cases)
		test(`explains ${title}`, async () => {
			const answer = await send(server, "POST", "/graphql", {
				headers: inSpanish(party1),
				body,
			});
			assertSpanish(answer, answer.status);
			const [{ message, extensions }] = answer.body.errors;
			if (typeof sentence === "string") assert.equal(message, sentence);
			else assert.match(message, sentence);
			assert.equal(extensions.code, "BAD_USER_INPUT");
		});

	test("by GET asks for a preflight", async () => {
		const { authorization } = party1;
		const touchpoint = "touchpoint=web&token=demo-web-token";
		const answer = await send(
			server,
			"GET",
			`/graphql?${touchpoint}&query={viewer{__typename}}`,
			{ headers: inSpanish({ authorization }) },
		);
		assertSpanish(answer, 403);
		assert.match(
			answer.body.errors[0].message,
			/^Por GET, la cookie de sesión/,
		);
	});

	test("of a stream is an event of it", async () => {
		const answer = await send(server, "POST", "/graphql", {
			headers: inSpanish({ accept: "text/event-stream" }),
			body: { query: "subscription { caseChanged { __typename } }" },
		});
		assert.equal(answer.headers.get("content-language"), "es");
		assert.match(answer.text, /Faltan el punto de contacto y el token/);
	});
});

describe("what belongs to no protocol, in Spanish", () => {
	test("is problem details with a title and a detail", async () => {
		const none = await send(server, "GET", "/nowhere", {
			headers: inSpanish({}),
		});
		assertSpanish(none, 404);
		const { title, detail, status, type } = none.body;
		assert.deepEqual(
			{ title, detail, status, type },
			{
				title: "No encontrado",
				detail: "No hay nada en GET /nowhere.",
				status: 404,
				type: "about:blank",
			},
		);
		const other = await send(server, "DELETE", "/livez", {
			headers: inSpanish({}),
		});
		assertSpanish(other, 405);
		assert.equal(
			other.body.detail,
			"Aquí no se admite DELETE; use GET o HEAD.",
		);
	});

	test("is said in the default language to bytes that are no request", async () => {
		await using spanish = await startServer({ DEFAULT_LANGUAGE: "es" });
		const socket = connect(Number(new URL(spanish.url).port), "127.0.0.1");
		await once(socket, "connect");
		socket.end("nothing\r\n\r\n");
		const text = Buffer.concat(await socket.toArray()).toString();
		const [head = "", body = ""] = text.split("\r\n\r\n");
		assert.match(head, /^HTTP\/1\.1 400 Bad Request\r\n/);
		assert.match(head, /\r\nContent-Language: es\r\n/);
		assert.equal(JSON.parse(body).detail, "La solicitud no es HTTP.");
		assert.match(
			head,
			new RegExp(`Content-Length: ${Buffer.byteLength(body)}`),
		);
	});
});
