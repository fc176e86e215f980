import fc from "fast-check";

/** A change of some bytes; `at` and `length` are parts of the whole, in thousandths. */
export type Edit = {
	readonly kind: "flip" | "remove" | "repeat" | "insert" | "cut";
	readonly at: number;
	readonly length: number;
	readonly bytes: Buffer;
};

/** Bytes that are known to hurt parsers. */
const painful = [
	...["\0", "\u0001", "\ufeff", "\ufffe", "\u202e", "\r\n", "\n\n", "\\"],
	...[
		'"',
		"{",
		"}",
		"[",
		"]",
		":",
		",",
		"$",
		"@",
		"#",
		"&",
		"%00",
		"%2e%2e%2f",
	],
	...["null", "true", "1e400", "-0", "1e-400", "9007199254740993", "NaN"],
	...['"__proto__":{}', '"constructor":1', "\\ud83d", "\\u0000", "\\u0061"],
	...["{".repeat(40), "[".repeat(400), "9".repeat(400), "x".repeat(5_000)],
	...["__typename ", "...", '"""', "query{", "fragment a on Case{...a}"],
	...[
		"--x\r\n",
		"Content-Disposition: form-data",
		"; charset=utf-16",
		"http://",
	],
].map((text) => Buffer.from(text));
const illFormed = [
	...[[0xc0, 0x80], [0xff], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]],
	...[
		[0xe2, 0x82],
		[0xfe, 0xff],
	],
].map((bytes) => Buffer.from(bytes));

const edit: fc.Arbitrary<Edit> = fc.record({
	kind: fc.constantFrom("flip", "remove", "repeat", "insert", "insert", "cut"),
	at: fc.integer({ min: 0, max: 1_000 }),
	length: fc.integer({ min: 1, max: 200 }),
	bytes: fc.oneof(
		fc.constantFrom(...painful, ...illFormed),
		fc
			.uint8Array({ minLength: 1, maxLength: 8 })
			.map((few) => Buffer.from(few)),
	),
});

export const edits: fc.Arbitrary<readonly Edit[]> = fc.oneof(
	{ weight: 3, arbitrary: fc.tuple(edit) },
	{ weight: 1, arbitrary: fc.array(edit, { minLength: 2, maxLength: 4 }) },
);

export function editBytes(bytes: Buffer, list: readonly Edit[]): Buffer {
	return list.reduce(applyEdit, bytes);
}

function applyEdit(bytes: Buffer, { kind, at, length, bytes: more }: Edit) {
	const start = Math.floor((bytes.length * at) / 1_000);
	const end = Math.min(
		bytes.length,
		start + 1 + Math.floor((bytes.length * length) / 2_000),
	);
	const before = bytes.subarray(0, start);
	const part = bytes.subarray(start, end);
	const after = bytes.subarray(end);
	switch (kind) {
		case "flip": {
			const flipped = Buffer.from(bytes);
			flipped[start] = (flipped[start] ?? 0) ^ (1 << (length % 8));
			return flipped;
		}
		case "remove":
			return Buffer.concat([before, after]);
		case "repeat":
			return Buffer.concat([before, part, part, after]);
		case "insert":
			return Buffer.concat([before, more, part, after]);
		case "cut":
			return before;
	}
}
