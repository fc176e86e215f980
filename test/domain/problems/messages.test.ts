import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Base64Fault } from "../../../src/domain/cases/attachments/decode-base64.ts";
import { ExactNumber } from "../../../src/domain/input/exact-number.ts";
import { type Language, languages } from "../../../src/domain/language.ts";
import { messageOf } from "../../../src/domain/problems/messages/message-of.ts";
import { type Problem, problem } from "../../../src/domain/problems/problem.ts";
import { problemCodes } from "../../../src/domain/problems/problem-codes.ts";
import {
	codeOfKind,
	type ProblemKind,
} from "../../../src/domain/problems/problem-kinds.ts";
import { en } from "../../../src/rest/v4/format/messages/en.ts";
import { v4MessagesIn } from "../../../src/rest/v4/format/messages/v4-messages-in.ts";
import { sampleParameters } from "./sample-parameters.ts";

const samples: readonly Problem[] = Object.entries(sampleParameters).map(
	([kind, parameters]) => problem(kind as ProblemKind, ["member"], parameters),
);

/** Parameters that choose words and are not quoted themselves. */
const notQuoted = ["expected", "kind"];

/** Members of our own, which stand without quotes. */
const unquoted = ["where", "day", "parameter", "header"];

/** What a sentence must quote, as it stands in it. */
function quotesOf(parameters: object): string[] {
	return Object.entries(parameters).flatMap(([name, value]): string[] => {
		if (notQuoted.includes(name) && typeof value === "string") return [];
		if (value instanceof ExactNumber) return [value.text];
		if (Array.isArray(value)) return value.map((one) => JSON.stringify(one));
		if (typeof value === "object" && value !== null) return quotesOf(value);
		return [unquoted.includes(name) ? String(value) : JSON.stringify(value)];
	});
}

function assertSentence(found: Problem, language: Language): void {
	const message = messageOf(found, language);
	assert.match(message, /^\S.*[.)]$/s);
	assert.doesNotMatch(message, /undefined|\[object| {2}/);
	for (const quote of quotesOf(found.parameters))
		assert.ok(message.includes(quote), `${quote} is not in: ${message}`);
}

describe("the sentence of a problem", () => {
	for (const found of samples)
		test(`is there in each language, and quotes every value: ${found.kind}`, () => {
			for (const language of languages) assertSentence(found, language);
			const messages = languages.map((language) => messageOf(found, language));
			assert.equal(new Set(messages).size, languages.length);
		});

	test("belongs to a code, and every code has one", () => {
		const codes = new Set(samples.map(({ code }) => code));
		assert.deepEqual([...codes].sort(), Object.keys(problemCodes).sort());
		assert.equal(samples.length, Object.keys(codeOfKind).length);
	});

	test("names what JSON calls a value in its own language", () => {
		const at = { where: "x", value: null };
		const said = (expected: "string" | "list" | "object" | null) =>
			languages.map((language) =>
				messageOf(problem("wrongType", [], { ...at, expected }), language),
			);
		assert.deepEqual(said("string"), [
			"Value null of x must be a string.",
			"El valor null de x debe ser un texto.",
		]);
		assert.deepEqual(said("object"), [
			"Value null of x must be an object.",
			"El valor null de x debe ser un objeto.",
		]);
		assert.deepEqual(said(null), [
			"Value null of x must be of another type.",
			"El valor null de x debe ser de otro tipo.",
		]);
	});

	test("names the place of a list or an object before it in Spanish", () => {
		const limits = { where: "comments", most: 100 };
		const said = (value: unknown) =>
			messageOf(problem("tooManyComments", [], { ...limits, value }), "es");
		const end = "debe tener 100 comentarios como máximo.";
		assert.equal(said([]), `El valor de comments (una lista) ${end}`);
		assert.equal(said({}), `El valor de comments (un objeto) ${end}`);
		const number = new ExactNumber("1.0");
		assert.equal(said(number), `El valor 1.0 de comments ${end}`);
	});

	const values: [value: unknown, english: string, spanish: string][] = [
		[[1], "a list", "una lista"],
		[{ a: 1 }, "an object", "un objeto"],
		[new ExactNumber("1.50"), "1.50", "1.50"],
		[true, "true", "true"],
		['a"\n', String.raw`"a\"\n"`, String.raw`"a\"\n"`],
		["😀".repeat(65), `"${"😀".repeat(64)}…"`, `"${"😀".repeat(64)}…"`],
	];
	for (const [value, english, spanish] of values)
		test(`quotes a value of the caller: ${english.slice(0, 20)}`, () => {
			const found = problem("notBoolean", [], { field: "f", value });
			assert.equal(
				messageOf(found, "en"),
				`Field "f" cannot be ${english}; it takes true or false.`,
			);
			assert.equal(
				messageOf(found, "es"),
				`El campo "f" no puede ser ${spanish}; admite true o false.`,
			);
		});

	const many = Array.from({ length: 13 }, (_, index) => `n${index}`);
	const firstTen = many
		.slice(0, 10)
		.map((name) => `"${name}"`)
		.join(", ");
	const lists: [allowed: string[], english: string, spanish: string][] = [
		[[], "use nothing.", "no hay ningún valor que se pueda usar."],
		[["a"], 'use "a".', 'use "a".'],
		[["a", "b", "c"], 'use "a", "b" or "c".', 'use "a", "b" o "c".'],
		[["a", "Open"], 'use "a" or "Open".', 'use "a" u "Open".'],
		[["a", "Honor"], 'use "a" or "Honor".', 'use "a" u "Honor".'],
		[
			many,
			`use ${firstTen} or one of 3 more.`,
			`use ${firstTen} o uno de 3 más.`,
		],
	];
	for (const [allowed, english, spanish] of lists)
		test(`joins names as its language does: ${english.slice(0, 30)}`, () => {
			const found = problem("notInitialStatus", [], { status: "x", allowed });
			assert.ok(messageOf(found, "en").endsWith(`; ${english}`));
			assert.ok(messageOf(found, "es").endsWith(`; ${spanish}`));
		});

	const forms: [sent: string, known: string, spanish: string][] = [
		["e\u0301", "é", "(NFD, no NFC)"],
		["é", "e\u0301", "(NFC, no NFD)"],
		["ﬁn", "fin", "(caracteres de compatibilidad, no NFC)"],
		["e\u0301é", "éé", "(mixta, no NFC)"],
	];
	for (const [sent, known, spanish] of forms)
		test(`explains a Unicode form in Spanish too: ${spanish}`, () => {
			const allowed = [known];
			const found = problem("unknownStatus", [], { status: sent, allowed });
			assert.equal(
				messageOf(found, "es"),
				`No existe el estado "${sent}"; use "${known}". Solo se diferencia de "${known}" en su forma Unicode ${spanish}; envíe los mismos caracteres.`,
			);
		});

	const faults: Base64Fault[] = [
		{ kind: "padding", length: 5 },
		{ kind: "end" },
		...[true, false].map((isOfUrls) => ({
			kind: "foreignCharacter" as const,
			position: 4,
			character: "-",
			isOfUrls,
		})),
	];
	for (const fault of faults)
		test(`says in each language why a text is no base64: ${JSON.stringify(fault)}`, () => {
			const at = { where: "content", value: "x" };
			const said = languages.map((language) =>
				messageOf(problem("notBase64", [], { ...at, fault }), language),
			);
			assert.equal(new Set(said).size, languages.length);
			for (const message of said)
				assert.equal(
					/, (as in|como en) base64url/.test(message),
					"isOfUrls" in fault && fault.isOfUrls,
				);
		});
});

test("what v4 says beside problems is there in each language", () => {
	const codes = Object.keys(en.general) as (keyof typeof en.general)[];
	assert.equal(codes.length, 23);
	const saying = languages.map((language) => v4MessagesIn[language]);
	for (const sentences of [
		...codes.map((code) => saying.map(({ general }) => general[code])),
		saying.map(({ httpStatus }) => httpStatus(404)),
		saying.map(({ unknownCase }) => unknownCase),
	]) {
		assert.equal(new Set(sentences).size, languages.length);
		for (const sentence of sentences) assert.match(sentence, /^\S.*\.$/);
	}
	assert.ok(saying.every(({ httpStatus }) => httpStatus(404).includes("404")));
});
