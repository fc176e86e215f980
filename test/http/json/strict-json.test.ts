import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { ExactNumber } from "../../../src/domain/input/exact-number.ts";
import {
	defaultJsonLimits,
	type JsonLimits,
} from "../../../src/http/json/json-limits.ts";
import {
	type JsonFaultCode,
	parseStrictJson,
	StrictJsonError,
} from "../../../src/http/json/strict-json.ts";
import { assertGrowsLinearly } from "../../support/assert-cost.ts";

const bytesOf = (text: string) => Buffer.from(text);
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const objectOf = (keys: number) =>
	`{${Array.from({ length: keys }, (_, index) => `"k${index}":0`).join()}}`;
const zeros = (count: number) => `[${Array(count).fill(0).join()}]`;

function faultOf(bytes: Uint8Array, limits?: JsonLimits): StrictJsonError {
	try {
		parseStrictJson(bytes, limits);
	} catch (error) {
		assert.ok(error instanceof StrictJsonError, `threw ${error}`);
		return error;
	}
	assert.fail("was accepted");
}

/** The value `JSON.parse` would have given: exact numbers as doubles. */
function toDoubles(value: unknown): unknown {
	if (value instanceof ExactNumber) return Number(value.text);
	if (Array.isArray(value)) return value.map(toDoubles);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [key, toDoubles(member)]),
	);
}

describe("what the strict JSON reader refuses", () => {
	type Refusal = [
		title: string,
		body: string | Uint8Array,
		code: JsonFaultCode,
		path: string[],
		culprit: string,
	];
	const refusals: Refusal[] = [
		["B19: an empty body", "", "INVALID_JSON", [], "the body ends"],
		[
			"B19: a body of white space",
			" \t\r\n",
			"INVALID_JSON",
			[],
			"the body ends after character 4",
		],
		[
			"white space that is not JSON's",
			"\u00a01",
			"INVALID_JSON",
			[],
			"at character 1",
		],
		[
			"B4: a second byte order mark",
			"\ufeff\ufeff{}",
			"INVALID_JSON",
			[],
			"at character 1",
		],
		["B20: a second document", "{} {}", "INVALID_JSON", [], "at character 4"],
		[
			"an object that is not closed",
			'{"a":1',
			"INVALID_JSON",
			[],
			'Expected "," or "}"',
		],
		[
			"an array that is not closed",
			"[1",
			"INVALID_JSON",
			[],
			'Expected "," or "]"',
		],
		["a text that is not closed", '"a', "INVALID_JSON", [], "closing quote"],
		[
			"a text that ends in a backslash",
			'"a\\',
			"INVALID_JSON",
			[],
			"closing quote",
		],
		[
			"a bracket closed by a brace",
			"[1}",
			"INVALID_JSON",
			[],
			"at character 3",
		],
		[
			"a trailing comma in an array",
			"[1,]",
			"INVALID_JSON",
			[],
			"at character 4",
		],
		[
			"B11: a trailing comma in an object",
			'{"a":1,}',
			"INVALID_JSON",
			[],
			"at character 8",
		],
		[
			"two values without a comma",
			"[1 2]",
			"INVALID_JSON",
			[],
			"at character 4",
		],
		["a key without quotes", "{a:1}", "INVALID_JSON", [], "at character 2"],
		["a key without a value", '{"a"}', "INVALID_JSON", [], 'Expected ":"'],
		["B11: single quotes", "'a'", "INVALID_JSON", [], "at character 1"],
		["B11: a comment", "[1/**/]", "INVALID_JSON", [], "at character 3"],
		["a misspelt word", '{"a":[nul]}', "INVALID_JSON", [], "at character 7"],
		["B11: NaN", "NaN", "INVALID_JSON", [], "at character 1"],
		["B11: Infinity", "-Infinity", "INVALID_JSON", [], "at character 1"],
		["B11: a leading zero", "[01]", "INVALID_JSON", [], "at character 3"],
		["B11: a leading plus", "+1", "INVALID_JSON", [], "at character 1"],
		["B11: a leading point", ".5", "INVALID_JSON", [], "at character 1"],
		["a point without digits", "1.", "INVALID_JSON", [], "at character 2"],
		["an exponent without digits", "1e+", "INVALID_JSON", [], "at character 2"],
		["B11: a hexadecimal number", "0x1", "INVALID_JSON", [], "at character 2"],
		["a lone minus", "-", "INVALID_JSON", [], "at character 1"],
		[
			"a raw line feed in a text",
			'["a\nb"]',
			"INVALID_JSON",
			[],
			"at character 4",
		],
		[
			"a raw line feed in a text, behind an escape",
			'["\\t\nb"]',
			"INVALID_JSON",
			[],
			"closing quote, or control characters written as escapes at character 5",
		],
		[
			"a text whose last quote is escaped",
			'["a\\\\\\"]',
			"INVALID_JSON",
			[],
			"ends after character 8",
		],
		["a raw NUL in a text", '["a\0"]', "INVALID_JSON", [], "at character 4"],
		[
			"an unknown escape",
			'{"a":"C:\\temp\\x"}',
			"INVALID_JSON",
			[],
			"at character 6",
		],
		["an escape of too few digits", '"\\u12G4"', "INVALID_JSON", [], "escape"],

		[
			"B5: a byte that starts no character",
			Uint8Array.of(0x22, 0xff, 0x22),
			"ILL_FORMED_TEXT",
			[],
			"UTF-8",
		],
		[
			"B5: an overlong encoding",
			Uint8Array.of(0x22, 0xc0, 0xaf, 0x22),
			"ILL_FORMED_TEXT",
			[],
			"UTF-8",
		],
		[
			"B5: an encoded surrogate",
			Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22),
			"ILL_FORMED_TEXT",
			[],
			"UTF-8",
		],
		[
			"B5: UTF-16",
			Buffer.from("\ufeff{}", "utf16le"),
			"ILL_FORMED_TEXT",
			[],
			"UTF-8",
		],
		[
			"B12: a high surrogate alone",
			'{"a":["x","\\uD800"]}',
			"ILL_FORMED_TEXT",
			["a", "1"],
			'"\\ud800"',
		],
		[
			"B12: surrogates in the wrong order",
			'["\\uDE00\\uD83D"]',
			"ILL_FORMED_TEXT",
			["0"],
			'"\\ude00"',
		],
		[
			"a low surrogate after a whole character",
			'["😀\\uDE00"]',
			"ILL_FORMED_TEXT",
			["0"],
			'"\\ude00"',
		],
		[
			"B12: a surrogate in a key",
			'{"a":{"\\uDEAD":1}}',
			"ILL_FORMED_TEXT",
			["a"],
			'"\\udead"',
		],
		[
			"B13: an escaped NUL",
			'{"a":"x\\u0000"}',
			"ILL_FORMED_TEXT",
			["a"],
			'"\\u0000"',
		],
		[
			"B13: an escaped NUL in a key",
			'{"\\u0000":1}',
			"ILL_FORMED_TEXT",
			[],
			'"\\u0000"',
		],

		[
			"B6: a key sent twice",
			'{"a":{"b":1,"c":2,"b":1}}',
			"DUPLICATE_KEY",
			["a", "b"],
			'"b"',
		],
		[
			"B6: a key sent twice in two spellings",
			'[{"a":1,"\\u0061":2}]',
			"DUPLICATE_KEY",
			["0", "a"],
			'"a"',
		],
		[
			"a key sent twice, an index",
			'{"7":1,"7":2}',
			"DUPLICATE_KEY",
			["7"],
			'"7"',
		],
		["an empty key sent twice", '{"":1,"":2}', "DUPLICATE_KEY", [""], '""'],
		[
			"B6: a key sent again after 200",
			`${objectOf(200).slice(0, -1)},"k7":1}`,
			"DUPLICATE_KEY",
			["k7"],
			'"k7"',
		],

		[
			"B7: __proto__",
			'{"a":{"__proto__":{"admin":true}}}',
			"RESERVED_KEY",
			["a", "__proto__"],
			'"__proto__"',
		],
		[
			"B7: __proto__ in escapes",
			'{"\\u005f_proto\\u005F_":1}',
			"RESERVED_KEY",
			["__proto__"],
			'"__proto__"',
		],
		[
			"B7: constructor",
			'[{"constructor":{}}]',
			"RESERVED_KEY",
			["0", "constructor"],
			'"constructor"',
		],
		[
			"B7: prototype",
			'{"prototype":{}}',
			"RESERVED_KEY",
			["prototype"],
			'"prototype"',
		],

		[
			"B8: 2^53",
			'{"a":9007199254740992}',
			"UNSAFE_NUMBER",
			["a"],
			"send it as a string",
		],
		[
			"-2^53",
			"[0,-9007199254740992]",
			"UNSAFE_NUMBER",
			["1"],
			"send it as a string",
		],
		[
			"B8: 2^53 + 1, which rounds to 2^53",
			"9007199254740993",
			"UNSAFE_NUMBER",
			[],
			"send it as a string",
		],
		[
			"B9: an exponent that overflows",
			"[[1e400]]",
			"UNSAFE_NUMBER",
			["0", "0"],
			"send it as a string",
		],
		[
			"B9: a negative exponent that underflows",
			'{"a":-0.1E-400}',
			"UNSAFE_NUMBER",
			["a"],
			"send it as a string",
		],
		[
			"a thousand digits",
			`[${"9".repeat(1000)}]`,
			"UNSAFE_NUMBER",
			["0"],
			"send it as a string",
		],
		[
			"a digit after 400 zeros",
			`0.${"0".repeat(400)}1`,
			"UNSAFE_NUMBER",
			[],
			"send it as a string",
		],

		[
			"B15: a thirty-third level of arrays",
			nested(33),
			"DEPTH_EXCEEDED",
			Array(32).fill("0"),
			"32",
		],
		[
			"B15: a thirty-third level of objects",
			'{"a":'.repeat(33),
			"DEPTH_EXCEEDED",
			Array(32).fill("a"),
			"32",
		],
		[
			"B16: an array of 10,000 values",
			zeros(10_000),
			"TOO_MANY_VALUES",
			[],
			"10000",
		],
		["B16: 257 keys", `[${objectOf(257)}]`, "TOO_MANY_KEYS", ["0"], "256"],
		[
			"B16: a key of 65 characters",
			`{"a":{"${"k".repeat(65)}":1}}`,
			"KEY_TOO_LONG",
			["a"],
			`"${"k".repeat(40)}…"`,
		],
	];
	for (const [title, body, code, path, culprit] of refusals) {
		test(`${title}: is refused as ${code}`, () => {
			const fault = faultOf(typeof body === "string" ? bytesOf(body) : body);
			assert.deepEqual({ code: fault.code, path: fault.path }, { code, path });
			assert.ok(fault.message.includes(culprit), fault.message);
			assert.match(fault.message, /^[A-Z].*\.$/);
			assert.ok(fault.message.length <= 200, fault.message);
			assert.ok(fault.message.isWellFormed());
		});
	}

	test("names the first of several faults", () => {
		assert.equal(
			faultOf(bytesOf('{"a":1e400,"a":"\\ud800",')).code,
			"UNSAFE_NUMBER",
		);
		assert.equal(
			faultOf(bytesOf('{"a":1,"a":"\\ud800",')).code,
			"DUPLICATE_KEY",
		);
		assert.equal(faultOf(bytesOf('{"a":1,,"a":1e400}')).code, "INVALID_JSON");
	});

	test("B7: leaves Object.prototype as it was", () => {
		const before = Reflect.ownKeys(Object.prototype);
		faultOf(
			bytesOf(
				'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
			),
		);
		assert.deepEqual(Reflect.ownKeys(Object.prototype), before);
	});

	test("holds a body to the limits it is given", () => {
		const limits = { maxDepth: 1, maxValues: 3, maxKeys: 1, maxKeyLength: 2 };
		assert.deepEqual(parseStrictJson(bytesOf('{"ab":1}'), limits), { ab: 1 });
		assert.deepEqual(parseStrictJson(bytesOf("[1,2]"), limits), [1, 2]);
		assert.equal(faultOf(bytesOf("[1,2,3]"), limits).code, "TOO_MANY_VALUES");
		assert.equal(faultOf(bytesOf('{"abc":1}'), limits).code, "KEY_TOO_LONG");
		assert.equal(
			faultOf(bytesOf('{"a":1,"b":1}'), limits).code,
			"TOO_MANY_KEYS",
		);
		assert.equal(faultOf(bytesOf('{"a":[]}'), limits).code, "DEPTH_EXCEEDED");
	});
});

describe("what the strict JSON reader accepts", () => {
	const sameAsJsonParse = [
		[
			"white space around every token",
			' \t\r\n{ "a" : [ 1 , true ] , "b" : { } , "c" : [ ] } \n',
		],
		["a scalar as the whole body", "null"],
		["the three words", "[true,false,null]"],
		["every escape", '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\uD83D\\uDE00"'],
		["text in any script", '{"ñandú":"Teléfono ☎ 電話 😀"}'],
		["noncharacters and delete", '"\ufffe\ufdd0\u007f\u2028"'],
		[
			"keys Object.prototype has",
			'{"toString":1,"hasOwnProperty":2,"valueOf":3,"__defineGetter__":4}',
		],
		["keys that are indices", '{"2":1,"b":2,"1":3,"4294967295":4}'],
		["one key in two objects", '[{"a":1},{"a":{"a":2}}]'],
		["the largest safe integers", "[9007199254740991,-9007199254740991]"],
		["numbers a double gives back", "[0,-1,12.5,0.1,1e-7,5e-324]"],
		["32 levels", nested(32)],
		["9,999 values in an array", zeros(9_999)],
		["256 keys", objectOf(256)],
		["a key of 64 characters", `{"${"k".repeat(64)}":1}`],
	] as const;
	for (const [title, text] of sameAsJsonParse) {
		test(`reads ${title} as JSON.parse does`, () => {
			assert.deepEqual(parseStrictJson(bytesOf(text)), JSON.parse(text));
		});
	}

	for (const text of [
		"12.50",
		"1.0",
		"1E2",
		"1e2",
		"-0",
		"0.0",
		"0e9",
		"0.1234567890123456789012",
		"0.0000001",
	]) {
		test(`keeps the digits of ${text}`, () => {
			const value = parseStrictJson(bytesOf(`{"amount": ${text} }`));
			assert.deepEqual(value, { amount: new ExactNumber(text) });
			assert.equal(JSON.stringify(value), `{"amount":${text}}`);
		});
	}

	test("reads the part of a buffer it is given", () => {
		assert.deepEqual(parseStrictJson(bytesOf("x[1]x").subarray(1, 4)), [1]);
	});
});

const text = fc
	.oneof(fc.string(), fc.string({ unit: "binary" }))
	.filter((value) => !value.includes("\0"));
const key = fc
	.oneof(text, fc.constantFrom("toString", "7", "status"))
	.filter(
		(value) =>
			value.length <= 64 &&
			!["__proto__", "constructor", "prototype"].includes(value),
	);
const { value: jsonValue } = fc.letrec((tie) => ({
	value: fc.oneof(
		{ depthSize: "small" },
		fc.constantFrom(null, true, false, 0, 12.5),
		text,
		fc.maxSafeInteger(),
		fc.double({
			noNaN: true,
			min: Number.MIN_SAFE_INTEGER,
			max: Number.MAX_SAFE_INTEGER,
		}),
		fc.array(tie("value"), { maxLength: 20 }),
		fc.dictionary(key, tie("value"), { maxKeys: 20 }),
	),
}));
const spacing = fc.constantFrom("", "\t", "  ");

describe("the strict JSON reader beside JSON.parse", () => {
	test("reads every JSON text without faults as JSON.parse does", () => {
		fc.assert(
			fc.property(jsonValue, spacing, (value, space) => {
				const body = JSON.stringify(value, null, space);
				assert.deepEqual(
					toDoubles(parseStrictJson(bytesOf(body))),
					JSON.parse(body),
				);
			}),
			{ numRuns: 1_000 },
		);
	});

	test("reads texts written in escapes as JSON.parse does", () => {
		const escaped = (unit: string) =>
			`\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
		fc.assert(
			fc.property(text, (value) => {
				const body = `"${value.split("").map(escaped).join("")}"`;
				assert.equal(parseStrictJson(bytesOf(body)), value);
			}),
		);
	});

	test("gives a number, its exact text or UNSAFE_NUMBER, and never another value", () => {
		const digits = fc.string({
			unit: fc.constantFrom(..."0123456789"),
			minLength: 1,
			maxLength: 25,
		});
		const exponent = fc
			.tuple(fc.constantFrom("e", "E", "e-", "e+"), fc.nat({ max: 400 }))
			.map((parts) => parts.join(""));
		const numberText = fc
			.tuple(
				fc.constantFrom("", "-"),
				fc.oneof(
					fc.constant("0"),
					fc.bigInt({ min: 1n, max: 10n ** 20n }).map(String),
				),
				fc.option(
					digits.map((fraction) => `.${fraction}`),
					{ nil: "" },
				),
				fc.option(exponent, { nil: "" }),
			)
			.map((parts) => parts.join(""));
		fc.assert(
			fc.property(numberText, (written) => {
				const double = Number(written);
				const isZero = !/[1-9]/.test(written.split(/e/i)[0] ?? "");
				const isUnsafe =
					Math.abs(double) > Number.MAX_SAFE_INTEGER ||
					(double === 0 && !isZero);
				if (isUnsafe)
					return assert.equal(faultOf(bytesOf(written)).code, "UNSAFE_NUMBER");
				const expected =
					String(double) === written ? double : new ExactNumber(written);
				assert.deepEqual(parseStrictJson(bytesOf(written)), expected);
			}),
			{ numRuns: 2_000 },
		);
	});

	test("refuses mutated bytes with a StrictJsonError or reads them as JSON.parse does", () => {
		const tokens = [
			...'[]{},:"\\ 0-.eutn\n',
			"\\u0041",
			"\\ud800",
			'"a":1,',
			"1e400",
			"null",
		];
		const splice = fc.record({
			at: fc.nat(),
			removed: fc.nat({ max: 3 }),
			inserted: fc.oneof(
				{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 2 }) },
				{ weight: 9, arbitrary: fc.constantFrom(...tokens).map(bytesOf) },
			),
		});
		fc.assert(
			fc.property(
				jsonValue,
				fc.array(splice, { maxLength: 3 }),
				(value, splices) => {
					let body = bytesOf(JSON.stringify(value));
					for (const { at, removed, inserted } of splices) {
						const start = at % (body.length + 1);
						body = Buffer.concat([
							body.subarray(0, start),
							inserted,
							body.subarray(start + removed),
						]);
					}
					let result: unknown;
					try {
						result = parseStrictJson(body);
					} catch (error) {
						assert.ok(error instanceof StrictJsonError, `threw ${error}`);
						if (error.code === "INVALID_JSON")
							assert.throws(() => JSON.parse(body.toString()), SyntaxError);
						return;
					}
					assert.deepEqual(toDoubles(result), JSON.parse(body.toString()));
				},
			),
			{ numRuns: 5_000 },
		);
	});
});

describe("the time that the strict JSON reader takes", () => {
	const unlimited = {
		maxDepth: 32,
		maxValues: Infinity,
		maxKeys: Infinity,
		maxKeyLength: Infinity,
	};
	const shapes: [
		title: string,
		body: (size: number) => string,
		limits: JsonLimits,
		size: number,
	][] = [
		["open brackets", (size) => "[".repeat(size), defaultJsonLimits, 2_000_000],
		["keys over the limit", objectOf, defaultJsonLimits, 200_000],
		["keys under the limit", objectOf, unlimited, 50_000],
		[
			"keys that are far apart indices",
			(size) => objectOf(size).replaceAll("k", "1000"),
			unlimited,
			50_000,
		],
		["values under the limit", zeros, unlimited, 300_000],
		[
			"escapes in a text",
			(size) => `"${"\\n\\u00e9".repeat(size)}"`,
			defaultJsonLimits,
			500_000,
		],
		[
			"backslashes in a text that is not closed",
			(size) => `"${"\\\\".repeat(size)}`,
			defaultJsonLimits,
			1_000_000,
		],
		[
			"short texts without escapes before a backslash",
			(size) => `[${'"ab",'.repeat(size)}"\\n"]`,
			unlimited,
			200_000,
		],
		["digits", (size) => "1".repeat(size), defaultJsonLimits, 4_000_000],
		[
			"digits after the point",
			(size) => `0.${"1".repeat(size)}`,
			defaultJsonLimits,
			4_000_000,
		],
		[
			"zeros before an underflow",
			(size) => `0.${"0".repeat(size)}1`,
			defaultJsonLimits,
			4_000_000,
		],
		[
			"digits of an exponent",
			(size) => `0e${"1".repeat(size)}`,
			defaultJsonLimits,
			4_000_000,
		],
		["white space", (size) => " ".repeat(size), defaultJsonLimits, 4_000_000],
	];

	for (const [title, body, limits, size] of shapes) {
		test(`grows no faster than the ${title}`, async () => {
			const bodies = new Map(
				[1, 4].map((times) => [times, bytesOf(body((times * size) / 2))]),
			);
			await assertGrowsLinearly((times) => {
				try {
					parseStrictJson(bodies.get(times) ?? bytesOf(""), limits);
				} catch (error) {
					assert.ok(error instanceof StrictJsonError, `threw ${error}`);
				}
			}, 1);
		});
	}

	const { maxDepth, maxKeys, maxValues } = defaultJsonLimits;
	const floods: [title: string, body: string, code: string][] = [
		["B15: brackets", "[".repeat(maxDepth + 1), "DEPTH_EXCEEDED"],
		["B16: keys", objectOf(maxKeys + 1).slice(0, -1), "TOO_MANY_KEYS"],
		["B16: values", zeros(maxValues + 1).slice(0, -1), "TOO_MANY_VALUES"],
	];
	for (const [title, body, code] of floods) {
		test(`${title}: reading ends at the first too many, whatever follows`, () => {
			const isFirst = (error: unknown) =>
				error instanceof StrictJsonError && error.code === code;
			assert.throws(
				() => parseStrictJson(bytesOf(`${body}}, "no JSON`)),
				isFirst,
			);
		});
	}

	test("B18: grows no faster than the keys that would collide", async () => {
		const colliding = (count: number) => {
			const keys = Array.from(
				{ length: count },
				(_, at) => `"${at * 2 ** 16}":0`,
			);
			return bytesOf(`{${keys}}`);
		};
		const bodies = new Map(
			[1, 4].map((times) => [times, colliding(times * 5_000)]),
		);
		await assertGrowsLinearly(
			(times) => parseStrictJson(bodies.get(times) ?? bytesOf(""), unlimited),
			1,
		);
	});
});
