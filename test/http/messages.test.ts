import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Language, languages } from "../../src/domain/language.ts";
import * as requestEnglish from "../../src/domain/problems/request-errors/en.ts";
import * as requestSpanish from "../../src/domain/problems/request-errors/es.ts";
import { kindOfReason } from "../../src/domain/problems/request-errors/request-error-reasons.ts";
import type { Sentences } from "../../src/domain/sentence.ts";
import * as graphqlEnglish from "../../src/graphql/messages/en.ts";
import * as graphqlSpanish from "../../src/graphql/messages/es.ts";
import type { GraphqlReasons } from "../../src/graphql/messages/graphql-reasons.ts";
import * as httpEnglish from "../../src/http/messages/en.ts";
import * as httpSpanish from "../../src/http/messages/es.ts";
import type { HttpReasons } from "../../src/http/messages/http-reasons.ts";
import { statusTitle } from "../../src/http/messages/status-title.ts";

type Tables = Readonly<
	Record<Language, Readonly<Record<string, (quoted: never) => string>>>
>;

/** Texts that a sentence must quote as they stand; a sentence quotes what its reason has of these. */
const quoted = {
	header: "x-header",
	parameter: "variables",
	sent: "x-sent",
	charset: "x-charset",
	charsets: ["UTF-8", "US-ASCII"],
	coding: "gzip",
	actual: "abc=",
	key: "x-key",
	half: "x-half",
	nul: "x-nul",
	part: "x-part",
	method: "BREW",
	path: "x-path",
	allowed: ["GET", "POST"],
	requestId: "x-id",
	member: "x-member",
	members: ["m1", "m2"],
	wanted: "value",
	found: "x-found",
	id: "x-document",
	names: ["First", "Second"],
	operationName: "x-operation",
	name: "token",
	type: "Type!",
	holder: "caseData",
	cursor: "x-cursor",
	typename: "x-typename",
	most: 7,
	bytes: 8_192,
	seconds: 31,
	requests: 1_003,
	window: 17,
	wait: 23,
	at: 42,
	count: 205,
	size: 101,
} as const;

/** Words that a language has of its own for some parameters, or that only English sentences quote. */
const translated = new Set(["name" /* token */, "wanted" /* a part of JSON */]);

const given = {
	...quoted,
	isEnd: false,
	isNull: false,
	/** A sentence, or the English words of a parser. */
	why: Object.assign((language: Language) => `why in ${language}`, {
		toString: () => "x-why",
	}),
	sentence: (language: Language) => `sentence in ${language}`,
	expected: {
		type: "Type!",
		values: { kind: "scalar", name: "Int" },
		isUnquoted: true,
		isNull: true,
	},
	values: { kind: "enum", names: ["First", "Second"] },
	isUnquoted: true,
};

/** Calls a sentence, and says which parameters it read. */
function read(sentence: (quoted: never) => string) {
	const names = new Set<string>();
	const parameters = new Proxy(given, {
		get(target, name: string) {
			names.add(name);
			return target[name as keyof typeof target];
		},
	});
	return { text: String(sentence(parameters as never)), names };
}

function assertTables({ en, es }: Tables): void {
	for (const [reason, english] of Object.entries(en)) {
		const spanish = es[reason];
		assert.ok(spanish, reason);
		const one = read(english);
		const other = read(spanish);
		assert.notEqual(one.text, other.text, reason);
		for (const { text, names } of [one, other]) {
			assert.match(text, /^\S.*\S$/s, reason);
			assert.doesNotMatch(text, /undefined|\[object| {2}/, reason);
			for (const name of names) {
				const values = [quoted[name as keyof typeof quoted] ?? []].flat();
				if (translated.has(name)) continue;
				for (const value of values)
					assert.ok(text.includes(String(value)), `${reason}: ${text}`);
			}
		}
		// Only English has words of the parsers that it quotes.
		const own = [...one.names].filter((name) => name !== "why");
		assert.deepEqual(
			own.sort(),
			[...other.names].filter((name) => name !== "why").sort(),
			reason,
		);
	}
}

describe("the sentences of refusals", () => {
	test("of requests are there in each language, quote the same, and each reason has a kind", () => {
		const tables = { en: requestEnglish.en, es: requestSpanish.es };
		assertTables(tables);
		const reasons = Object.keys(tables.en).sort();
		assert.deepEqual(reasons, Object.keys(kindOfReason).sort());
	});

	test("of HTTP are there in each language, and quote the same", () => {
		const tables: Record<Language, Sentences<HttpReasons>> = {
			en: httpEnglish.en,
			es: httpSpanish.es,
		};
		assertTables(tables);
	});

	test("of GraphQL are there in each language, and quote the same", () => {
		const tables: Record<Language, Sentences<GraphqlReasons>> = {
			en: graphqlEnglish.en,
			es: graphqlSpanish.es,
		};
		assertTables(tables);
		assert.deepEqual(
			Object.keys(graphqlEnglish.scalarExpectations),
			Object.keys(graphqlSpanish.scalarExpectations),
		);
	});

	test("have a title for each status that is answered as problem details", () => {
		for (const status of [400, 404, 405, 406, 408, 413, 415, 417, 431, 500]) {
			const titles = languages.map((language) => statusTitle(status, language));
			assert.equal(new Set(titles).size, languages.length, String(status));
		}
	});
});
