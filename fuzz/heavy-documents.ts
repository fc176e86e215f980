import fc from "fast-check";

const repeat = (count: number, text: (index: number) => string) =>
	Array.from({ length: count }, (_, index) => text(index)).join(" ");

const deep = (levels: number) =>
	`{ cases { edges { node ${"{ comments ".repeat(levels)}{ id }${" }".repeat(levels)} } } }`;

const fanOut = (levels: number) =>
	`{ ...f0 } ${repeat(levels, (n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`)} fragment f${levels} on Query { viewer { email } }`;

const documents: readonly ((size: number) => string)[] = [
	(size) => `{ ${repeat(size, (n) => `a${n}: __typename`)} }`,
	(size) =>
		`{ ${repeat(size, (n) => `a${n}: caseByNumber(number: 1) { id }`)} }`,
	(size) => `{ ${repeat(size, () => "viewer { email }")} }`,
	(size) =>
		`mutation { ${repeat(size, (n) => `a${n}: signOut { userErrors { code } }`)} }`,
	(size) => `{ viewer ${"@skip(if: false) ".repeat(size)}{ email } }`,
	(size) => `{ viewer ${repeat(size, (n) => `@nada${n}`)} { email } }`,
	(size) => `query(${repeat(size, (n) => `$v${n}: Int`)}) { viewer { email } }`,
	(size) =>
		`{ ${"... on Query { ".repeat(size)}viewer { email }${" }".repeat(size)} }`,
	(size) => `${repeat(size, (n) => `query Q${n} { viewer { email } }`)}`,
	(size) => `{ caseTypes { ${"# comment\n".repeat(size)} code } }`,
	(size) =>
		`mutation { createCase(input: {categoryCode: "a", typeCode: "b", caseData: ${"{a:".repeat(size)}1${"}".repeat(size)}}) { replayed } }`,
	(size) => `{ ${",".repeat(size * 20)} viewer { email } }`,
	(size) => `{ viewer { ${repeat(size, (n) => `nada${n}`)} } }`,
	deep,
	fanOut,
	(size) =>
		`{ ...a } fragment a on Query { ...b } fragment b on Query { ...a } ${" ".repeat(size)}`,
	(size) =>
		`{ __schema { types { ${"ofType { ".repeat(1)}name } } } ${" ".repeat(size)} }`,
	() =>
		`{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`,
];

const query = fc
	.tuple(
		fc.constantFrom(...documents),
		fc.constantFrom(1, 10, 16, 60, 300, 1_000, 3_000),
	)
	.map(([write, size]) => Buffer.from(JSON.stringify({ query: write(size) })));

/** Bodies that are costly to read before any document is. */
const bodies: readonly ((size: number) => string)[] = [
	(size) => "[".repeat(size * 30),
	(size) =>
		`{"query":"{viewer{email}}","variables":${'{"a":'.repeat(size)}1${"}".repeat(size)}}`,
	(size) =>
		`{"query":"{viewer{email}}","variables":{${repeat(size, (n) => `"k${n}":${n},`)}"z":1}}`,
	(size) =>
		`{"query":"{viewer{email}}","variables":{"a":[${"1,".repeat(size * 4)}1]}}`,
	(size) =>
		`{"query":"{viewer{email}}","variables":{"a":"${"\\u0061".repeat(size * 50)}"}}`,
	(size) => `{"query":"{viewer{email}}","variables":{"a":${"9".repeat(size)}}}`,
	(size) => `{"query":"${"x".repeat(size * 300)}"}`,
	(size) => `[${'{"query":"{viewer{email}}"},'.repeat(size)}{}]`,
];

/** Bodies of GraphQL requests that would cost much, were they run. */
export const heavyDocuments: fc.Arbitrary<Buffer> = fc.oneof(
	query,
	fc
		.tuple(fc.constantFrom(...bodies), fc.constantFrom(10, 300, 3_000))
		.map(([write, size]) => Buffer.from(write(size))),
);
