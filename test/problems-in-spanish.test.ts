import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { change, globalId } from "./graphql/change.ts";
import { assertNothingStored } from "./rest/v4/stored.ts";
import {
	type Answer,
	graphql,
	operator1,
	party1,
	postCase,
	send,
	telefonico,
} from "./support/requests.ts";
import { startServer, type TestServer } from "./support/test-server.ts";

type Headers = Record<string, string>;

/** What an answer says of its problems or warnings: what does not depend on the language, and the sentences. */
type Said = {
	readonly codes: readonly unknown[];
	readonly messages: readonly string[];
};

type Ask = (server: TestServer, headers: Headers) => Promise<Said>;

const inSpanish = { "accept-language": "es-AR, en;q=0.5" };

function byRest({ body, headers }: Answer, language: string): Said {
	assert.equal(headers.get("content-language"), language);
	const codes = Object.entries(body.errors ?? body.warnings);
	return { codes, messages: Object.values(body.messages) };
}

type UserError = { code: string; field: string[]; message: string };

function byGraphql(
	{ body, headers }: Answer,
	language: string,
	member: "userErrors" | "warnings" = "userErrors",
): Said {
	assert.equal(body.errors, undefined);
	assert.equal(headers.get("content-language"), language);
	const [payload] = Object.values<Record<string, UserError[]>>(body.data);
	const problems = payload?.[member] ?? [];
	return {
		codes: problems.map(({ code, field }) => [code, field]),
		messages: problems.map(({ message }) => message),
	};
}

const languageIn = (headers: Headers) =>
	"accept-language" in headers ? "es" : "en";

const problems = "{ code field message }";
const createDocument = `mutation ($input: CreateCaseInput!) { createCase(input: $input) { userErrors ${problems} warnings ${problems} } }`;

/** A create by each protocol. */
function creates(
	body: object,
	member: "userErrors" | "warnings" = "userErrors",
): Record<string, Ask> {
	return {
		REST: async (server, headers) =>
			byRest(
				await postCase(server, body, { ...party1, ...headers }),
				languageIn(headers),
			),
		GraphQL: async (server, headers) =>
			byGraphql(
				await graphql(
					server,
					createDocument,
					{ input: body },
					{ ...party1, ...headers },
				),
				languageIn(headers),
				member,
			),
	};
}

/** A change of case 1 by an operator, by each protocol. */
function changes(
	[method, path, body]: readonly [string, string, object],
	[mutation, input]: readonly [
		"transitionCase" | "assignCase" | "updateCaseComment",
		object,
	],
): Record<string, Ask> {
	return {
		REST: async (server, headers) =>
			byRest(
				await send(server, method, `/api/v4/cases/1/${path}`, {
					headers: { ...operator1, ...headers },
					body,
				}),
				languageIn(headers),
			),
		GraphQL: async (server, headers) =>
			byGraphql(
				await change(
					server,
					mutation,
					{ id: globalId("Case", 1), ...input },
					{ ...operator1, ...headers },
				),
				languageIn(headers),
			),
	};
}

const wrongLogin = { principal: "nobody", password: "wrong-password" };
const { authorization: _, ...anybody } = party1;

const signIns: Record<string, Ask> = {
	async REST(server, headers) {
		const { body } = await send(server, "POST", "/api/v4/signin", {
			headers: { ...anybody, ...headers },
			body: wrongLogin,
		});
		return {
			codes: [body.errors["error.message"]],
			messages: [body.errors["error.description"]],
		};
	},
	GraphQL: async (server, headers) =>
		byGraphql(
			await graphql(
				server,
				`mutation ($input: SignInInput!) { signIn(input: $input) { userErrors ${problems} } }`,
				{ input: wrongLogin },
				{ ...anybody, ...headers },
			),
			languageIn(headers),
		),
};

const rows: readonly (readonly [
	title: string,
	asks: Record<string, Ask>,
	spanish: readonly string[],
])[] = [
	[
		"a blank category and type",
		creates({ categoryCode: " ", typeCode: "" }),
		[
			"categoryCode es obligatorio y no puede estar en blanco.",
			"typeCode es obligatorio y no puede estar en blanco.",
		],
	],
	[
		"an unknown type",
		creates({ categoryCode: "Reclamo", typeCode: "Baja" }),
		[
			'El tipo "Baja" no se puede usar en la categoría "Reclamo"; use "Telefonico".',
		],
	],
	[
		"an unknown status and resolution",
		creates({ ...telefonico, status: "Nuevo", resolution: "Nada" }),
		[
			'No existe el estado "Nuevo"; use "Created" u "Open".',
			'No existe la resolución "Nada"; use "Unresolved" o "Resolved".',
		],
	],
	[
		"wrong custom values",
		creates({
			...telefonico,
			caseData: { monto: "1,5", urgente: "sí", color: 1 },
		}),
		[
			'El campo "monto" no puede ser "1,5"; admite un número, o un texto como "12.50", con un máximo de 30 dígitos antes del punto y 30 después.',
			'El campo "urgente" no puede ser "sí"; admite true o false.',
			'El tipo "Telefonico" no tiene el campo "color"; tiene "monto", "cantidad", "urgente" o "fecha".',
		],
	],
	[
		"a blank comment and a broken attachment",
		creates({
			...telefonico,
			comments: [{ description: " " }],
			attachments: [{ fileName: "a.txt", content: "QUJ" }],
		}),
		[
			'El valor " " de comments.0.description debe contener algo más que espacios en blanco.',
			'El valor "QUJ" de attachments.0.content debe ser base64 con relleno de "=" hasta completar grupos de cuatro caracteres; tiene 3.',
		],
	],
	[
		"a warning of a create",
		creates({ ...telefonico, caseData: { fecha: "20260501" } }, "warnings"),
		[
			'El campo "fecha" se guarda como "20260501", una marca de tiempo Unix en segundos. Ocho dígitos son una marca de tiempo; si se trata de un día, envíe "2026-05-01".',
		],
	],
	[
		"an unknown next status",
		changes(
			["PUT", "transitions", { statusName: "Nuevo" }],
			["transitionCase", { statusName: "Nuevo" }],
		),
		[
			'No existe el estado "Nuevo"; use "Created", "Open", "In progress" o "Closed".',
		],
	],
	[
		"an assignment to nobody",
		changes(["PUT", "assignment", {}], ["assignCase", {}]),
		["Indique un operador con email o un grupo con groupName."],
	],
	[
		"a comment that is not there",
		changes(
			["PUT", "notes", { id: 99, description: "x" }],
			[
				"updateCaseComment",
				{ commentId: globalId("CaseComment", 99), description: "x" },
			],
		),
		["El caso 1 no tiene el comentario 99."],
	],
	[
		"a login",
		signIns,
		[
			"Nadie puede iniciar sesión aquí con este nombre de usuario y esta contraseña.",
		],
	],
];

describe("a caller who prefers Spanish", () => {
	let server: TestServer;
	before(async () => {
		server = await startServer();
		assert.equal((await postCase(server, telefonico)).status, 201);
	});
	after(() => server[Symbol.asyncDispose]());

	for (const [title, asks, spanish] of rows)
		for (const [protocol, ask] of Object.entries(asks))
			test(`reads the same sentences by both protocols, with the codes and paths of the English ones: ${title} by ${protocol}`, async () => {
				const inEnglish = await ask(server, {});
				const said = await ask(server, inSpanish);
				assert.deepEqual(said.messages, spanish);
				assert.deepEqual(said.codes, inEnglish.codes);
				assert.equal(said.messages.length, inEnglish.messages.length);
				for (const [index, message] of said.messages.entries())
					assert.notEqual(message, inEnglish.messages[index]);
			});

	test("reads of the rows of a bulk in Spanish", async () => {
		const { body } = await graphql(
			server,
			`mutation ($input: CreateCasesInput!) { createCases(input: $input) { results { userErrors ${problems} } userErrors ${problems} } }`,
			{ input: { cases: [telefonico, { ...telefonico, status: "Closed" }] } },
			{ ...party1, ...inSpanish },
		);
		const { results, userErrors } = body.data.createCases;
		const [error] = userErrors;
		assert.deepEqual(error, {
			code: "INITIAL_STATUS_NOT_SELECTED",
			field: ["cases", "1", "status"],
			message:
				'El estado "Closed" no puede ser el primero de un caso; use "Created" u "Open".',
		});
		assert.deepEqual(results[1].userErrors, [error]);
	});

	test("reads of a dry run in Spanish, which stores nothing", async () => {
		await using other = await startServer();
		const answer = await send(other, "POST", "/api/v4/cases?dryRun=maybe", {
			headers: { ...party1, ...inSpanish },
			body: telefonico,
		});
		assert.deepEqual(answer.body, {
			errors: { dryRun: "InvalidFormat" },
			messages: {
				dryRun: 'El valor "maybe" de dryRun debe ser true o false.',
			},
		});
		assertNothingStored(other);
	});

	test("reads of a key that another command has, and of one that cannot be, in Spanish", async () => {
		const headers = { ...party1, ...inSpanish, "idempotency-key": "k1" };
		await postCase(server, telefonico, headers);
		const other = { ...telefonico, status: "Open" };
		const { status, body } = await postCase(server, other, headers);
		assert.equal(status, 422);
		assert.deepEqual(body.messages, {
			idempotencyKey:
				'La clave de idempotencia "k1" pertenece a un comando anterior y distinto; use una clave nueva.',
		});
		const { body: found } = await graphql(
			server,
			'query { caseByIdempotencyKey(key: "ñ") { id } }',
			{},
			{ ...party1, ...inSpanish },
		);
		assert.equal(found.errors[0].extensions.code, "BAD_USER_INPUT");
		assert.equal(
			found.errors[0].message,
			'La clave de idempotencia "ñ" debe tener de 1 a 255 caracteres ASCII visibles.',
		);
	});

	test("reads of v4's own refusals in Spanish", async () => {
		const headers = { ...party1, ...inSpanish };
		const unknown = await send(server, "GET", "/api/v4/cases/99", { headers });
		assert.deepEqual(unknown.body, {
			errors: { case: "InvalidID" },
			messages: { case: "No existe ese caso, o este usuario no puede verlo." },
		});
		const path = "/api/v4/cases/x/y/z";
		const { body } = await send(server, "GET", path, { headers });
		assert.equal(body.errors["error.message"], "NOT_FOUND");
		assert.equal(body.messages["error.code"], "El estado HTTP es 404.");
		assert.equal(body.messages["error.message"], "Lo que se pidió no existe.");
	});
});
