import fc from "fast-check";
import type { Wire } from "../test/support/parity-wire.ts";
import { choose } from "./choose.ts";

export const oddText: fc.Arbitrary<string> = choose(
	[
		4,
		fc.constantFrom(
			...["", " ", "a", "Created", "Closed", "Reclamo", "party1@example.com"],
			...["' OR 1=1--", "{{7*7}}", "$\u007bjndi:ldap://x}", "../../etc/passwd"],
			...["\u202egpj.exe", "e\u0301", "😀".repeat(101), "x".repeat(300)],
			...["__proto__", "constructor", "toString", "=cmd|' /C calc'!A0"],
			...["a\0b", "half \ud83d", "\ufeffx", "line\r\nSet-Cookie: a=b"],
		),
	],
	[1, fc.string({ maxLength: 30, unit: "grapheme" })],
	[1, fc.string({ maxLength: 30, unit: "binary" })],
);

const digits = fc.constantFrom(
	...["0", "-0", "1", "12.50", "1E2", "-1", "2147483648", "9007199254740991"],
	...[
		"9007199254740993",
		"1e400",
		"1e-400",
		"0.1e-30",
		"123456789012345678901",
	],
);

/** Any JSON, as it is written. */
export const anyJson: fc.Arbitrary<Wire> = fc.letrec<{ value: Wire }>(
	(tie) => ({
		value: fc.oneof(
			{ maxDepth: 4, depthSize: "small" },
			fc.constantFrom<Wire[]>(null, true, false),
			oddText,
			digits.map((text) => ({ digits: text })),
			fc.array(tie("value"), { maxLength: 4 }),
			fc
				.array(fc.tuple(oddText, tie("value")), { maxLength: 4 })
				.map((members) => ({ members })),
		),
	}),
).value;

/** Numbers of cases, parts and uploads: those that the run begins with, and others. */
export const anyNumber: fc.Arbitrary<string> = choose(
	[8, fc.integer({ min: 1, max: 40 }).map(String)],
	[
		1,
		fc.constantFrom(
			...["0", "-1", "01", "1.0", "1e1", "999999999", "9007199254740993", "x"],
			...["%00", "%2e%2e", "%2F1", "1;a=b", "1".repeat(300), "1%0d%0a", "٣"],
		),
	],
);

/** Values for headers: no line ends, and nothing beyond Latin-1. */
export const headerText: fc.Arbitrary<string> = choose(
	[2, fc.string({ maxLength: 40 })],
	[
		1,
		fc.constantFrom(
			...["", "a, b", "\u00e9", "x".repeat(300), "x".repeat(12_000), "'--"],
			...["*/*;q=0", "%00", "Basic", "Basic !!!", "Bearer x", "Basic Og=="],
		),
	],
);
