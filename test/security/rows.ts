export type Row = {
	readonly id: string;
	/** What somebody sends or does. */
	readonly sent: string;
	/** What must come of it. */
	readonly gets: string;
	/** What a test cannot show here, and why; a row without a test must have one. */
	readonly note?: string;
};

const bySettings =
	"The test of the answer asserts the setting that cuts it; waiting 30 s would test Node's timer.";
const byCrash =
	"`npm run crash` does it and counts what is lost: docs/durability.md has the figures of 200 kills and 100 power cuts.";

type Short = readonly [id: string, sent: string, gets: string, note?: string];

const connections: readonly Short[] = [
	["A1", "a length and a transfer coding", "400, connection closed"],
	["A2", "two lengths", "400"],
	["A3", "a transfer coding nobody knows, or one more behind chunked", "400"],
	["A4", "header lines that end in LF alone", "400"],
	["A5", "a chunk extension of 20 KB", "400 or 413"],
	["A6", "a length with a space, a minus or a plus", "400"],
	["A7", "U+0000 in a header", "400"],
	["A8", "no Host; 20 KB of headers", "400; 431"],
	["A9", "two Host headers", "400"],
	[
		"A10",
		"a whole address, `//..`, `%2F` as target",
		"400 or 404, no other route",
	],
	["A11", "CONNECT, TRACE, PUT at GraphQL", "405 with Allow, no tunnel"],
	["A12", "the preface of HTTP/2", "400"],
	["A13", "Expect with 99,999,999 bytes to come", "413, never 100"],
	["A14", "headers that come slowly", "cut after 10 s, others are served"],
	[
		"A15",
		"a body that comes slowly, an answer that is not read",
		"cut after 30 s",
		bySettings,
	],
	[
		"A16",
		"connections that are idle, without end",
		"a bound; a good client is served",
		"100 connections against a bound of 16; the bound is MAX_CONNECTIONS, and 10,000 sockets need more descriptors than a test may count on.",
	],
	[
		"A17",
		"1,000 creates in one go on a connection",
		"all answered in order; a bound for each connection",
	],
	[
		"A18",
		"a create whose client leaves before the answer",
		"one case or none; the key tells",
	],
	["A19", "a body shorter than its length", "no row"],
	[
		"A20",
		"a compressed body, a bomb",
		"unpacked up to the limit of bytes, then 413; 415 for other codings",
	],
	["A21", "Range and If-… beside a create", "ignored"],
	["A22", "another method in a header or member", "ignored"],
];

const json: readonly Short[] = [
	["B1", "no content type", "415"],
	[
		"B2",
		"content types that begin like JSON's, and lists of them",
		"415; case does not matter, nor one type twice",
	],
	[
		"B3",
		"a charset that is not UTF-8",
		"415; decoded where v4 takes it, and 400 for bytes it leaves out",
	],
	["B4", "a byte order mark", "passed over; 400 for two"],
	["B5", "bytes that are not UTF-8", "400, nothing replaced"],
	["B6", "a key twice, also in two spellings", "400 with the path"],
	[
		"B7",
		"`__proto__`, `constructor`, also escaped",
		"400; prototypes as before",
	],
	["B8", "integers beyond 2^53", "400, never rounded"],
	["B9", "numbers that overflow or underflow", "400"],
	["B10", "-0, 1.0, 1E2", "accepted in one documented form"],
	["B11", "what looks like JSON and is not", "400"],
	["B12", "half a surrogate pair", "400"],
	["B13", "U+0000 in a text", "400"],
	[
		"B14",
		"noncharacters",
		"one answer: kept as sent",
		"The only database is SQLite, which keeps them.",
	],
	["B15", "depth 33; 100,000 brackets", "400, read no further than the fault"],
	[
		"B16",
		"10,001 values; 257 keys; a million keys",
		"400, read no further than the fault",
	],
	["B17", "a body above the limit", "413 before it is parsed"],
	["B18", "keys made to collide", "twice the keys cost twice"],
	["B19", "null, a list, a text, a number, nothing", "400"],
	["B20", "more behind the document", "400"],
	["B21", "a key nobody knows", "400 that names it"],
	["B22", "the wrong type in every field", "400 with path, all at once"],
	["B23", "an object or list for a custom field", "400 invalidCaseField"],
	["B24", "dates that are none", "400 invalidCaseField"],
	["B25", "decimals that are none", "400 invalidCaseField"],
	[
		"B26",
		"custom fields named like members of every object",
		"unknown fields, no crash",
	],
	["B27", "too many comments, empty ones, long ones", "400"],
	["B28", "both spellings of attachments", "400"],
	[
		"B29",
		"64 KiB made to make a pattern go back",
		"twice the length costs twice",
		"A catalogue has no patterns; the test compares sizes on the ones of the product.",
	],
];

const graphql: readonly Short[] = [
	["C1", "101 aliases of __typename", "refused"],
	["C2", "1,000 aliases of a field", "refused"],
	["C3", "100 creates in a document", "refused, none is written"],
	[
		"C4",
		"one field 10,000 or 900 times",
		"refused, at a cost that its length alone adds to",
	],
	[
		"C5",
		"200 inline fragments of 100 fields",
		"refused, at a cost that its length alone adds to",
	],
	[
		"C6",
		"fragments that fan out to 2^20",
		"refused, at a cost that its length alone adds to",
	],
	["C7", "fragments in a circle, unused, in a long chain", "400"],
	["C8", "depth 50", "refused"],
	["C9", "10, 60, 2,000 directives", "refused, at most 3 errors"],
	["C10", "a list of operations", "400"],
	["C11", "introspection where it is off; deep introspection", "400"],
	[
		"C12",
		"a misspelt field where introspection is off",
		"no name of the schema comes back",
	],
	["C13", "a change by GET", "405, not run"],
	[
		"C14",
		"a query by GET",
		"runs; beside the cookie or Basic it needs a header that takes a preflight: else 403",
	],
	["C15", "a change from a form", "415, not run"],
	["C16", "a change by multipart", "415, not run"],
	["C17", "a change as text/plain", "415, not run"],
	["C18", "GET with a content type of its own", "415, not run"],
	[
		"C19",
		"a page of another origin that has the cookie or Basic",
		"no CORS, not run",
	],
	["C20", "24 MB of query", "413"],
	[
		"C21",
		"300 variables; undefined, unused, repeated ones",
		"refused, at a cost that its length alone adds to",
	],
	["C22", "variables that are no object", "400; an empty list or text is none"],
	["C23", "aliases and operations named like prototypes", "a normal answer"],
	["C24", "a literal nested 400 deep", "refused like any depth"],
	["C25", "pages of 0, -1, 2^31, 99,999,999", "400; 1 to 100"],
	["C26", "a deep subscription; WebSocket", "the same limits; absent"],
	["C27", "a fault inside a resolver", "masked, with the request's id"],
	["C28", "@defer, @stream, an unknown operation, two without a name", "400"],
	[
		"C29",
		"a persistedQuery hash",
		"PersistedQueryNotSupported without a text, 400 with another's: nobody else's document runs",
	],
	["C30", "a browser at GraphQL where GraphiQL is off", "406, no page"],
	[
		"C31",
		"one case of 10,000 comments under 15 aliases",
		"a bounded answer",
		"The bound is MAX_ANSWER_BYTES, 8 MiB: what one create may carry must be readable in one query, so 1 MiB would be too little.",
	],
	["C32", "documents beyond each limit", "no figure in the error"],
];

const credentials: readonly Short[] = [
	[
		"D1",
		"touchpoint, token or both missing or empty",
		"401, which says what is missing; no dialog in a browser",
	],
	["D2", "header and query, alike", "accepted"],
	["D3", "header and query, different", "400, nothing runs"],
	["D4", "a header twice", "400"],
	[
		"D5",
		"query names repeated, in brackets, escaped, in capitals",
		"one decoded name; ambiguity refused",
	],
	["D6", "a token at another touchpoint", "401 as for a wrong one"],
	["D7", "tokens expired, revoked, from before a new password", "401"],
	["D8", "tokens of any length and kind", "401 at once"],
	[
		"D9",
		"wrong tokens that share more and more with a right one",
		"no difference in time",
	],
	["D10", "the database searched for a token", "nothing but digests"],
	["D11", "logs, errors and files searched for credentials", "no hit"],
	[
		"D12",
		"credentials in the query",
		"no-store, no-referrer, and a Deprecation header",
	],
	["D13", "a category the touchpoint may not use", "as an unknown one"],
	["D14", "somebody else's case", "as an unknown one"],
	["D15", "ids in sequence", "no oracle; the budget ends it"],
	["D16", "a node by way of another", "asked again at the node"],
	["D17", "members a caller may not set", "400"],
	["D18", "an operator's fields asked by a party", "absent or refused"],
	["D19", "somebody else's idempotency key", "independent"],
	[
		"D20",
		"requests while a token is revoked",
		"none succeeds after the acknowledgement",
	],
	[
		"D21",
		"1,000 wrong tokens",
		"429 by address and touchpoint; good tokens go on",
	],
	["D22", "X-Forwarded-For", "ignored unless the proxy is trusted"],
	["D23", "SQL and JWT as credentials", "401"],
	["D24", "a token that the client chose", "never accepted"],
];

const keys: readonly Short[] = [
	["E1", "a key again, same body", "the same case, marked; no second event"],
	["E2", "a key again, other body", "422, nothing changed"],
	["E3", "a key again, other spelling or protocol", "a replay"],
	["E4", "100 requests with one key at 4 processes", "one case"],
	["E5", "a key after a refusal, body corrected", "accepted"],
	["E6", "a key after a fault or a kill", "exactly one case", byCrash],
	["E7", "keys that are none", "400"],
	["E8", "a key while clocks jump", "kept as long as configured in real time"],
	["E9", "two different keys in one request", "400"],
	["E10", "a replay after the case changed", "the case as it stands"],
	["E11", "a replay whose answer was lost", "built anew from the case"],
	[
		"E12",
		"two writers for more than 5 s",
		"no lock error reaches a client; 503 beyond",
	],
	["E13", "two updates of one version", "one of them"],
];

const text: readonly Short[] = [
	["F1", "every naughty string in every text", "equal on reading, or a code"],
	["F2", "controls that turn lines around", "kept as sent, escaped in the log"],
	["F3", "codes that look alike", "no folding; unknown"],
	["F4", "emoji at the limit of length", "counted in code points, never split"],
	["F5", "markup and script", "text; JSON with nosniff"],
	[
		"F6",
		"formulas of spreadsheets",
		"kept as sent",
		"There is no export to tables; one that comes must escape.",
	],
	[
		"F7",
		"CR and LF in what may reach headers or logs",
		"encoded; one line an event",
	],
	["F8", "templates and lookups", "plain text"],
	["F9", "SQL in every field", "plain text"],
	["F10", "numbers of cards", "not in the log"],
];

const files: readonly Short[] = [
	[
		"G1",
		"file names that are paths, devices, dot files",
		"a random name on disk, the name kept as text or refused in words",
	],
	[
		"G2",
		"multipart parts without names, broken parts",
		"refused, the process lives",
	],
	["G3", "a file name made for a pattern", "twice the length costs twice"],
	["G4", "20,000 parts, huge headers and boundaries, a cut body", "refused"],
	["G5", "the GraphQL multipart form in every spelling", "415"],
	[
		"G6",
		"files too large, too many, larger than they say",
		"refused, no file left",
	],
	["G7", "HTML that says it is a picture", "an attachment, nosniff, sandbox"],
	["G8", "SVG with script", "the same"],
	["G9", "bombs in archives", "never unpacked"],
	["G10", "the EICAR file", "kept, or refused by the scanner"],
	["G11", "uploads that never end", "swept within the hour"],
	["G12", "bytes that differ from their digest", "400, nothing kept"],
	["G13", "somebody else's file", "refused as an unknown one"],
	["G14", "an address instead of a file", "never fetched"],
	["G15", "equal bytes in two cases, one deleted", "the other whole"],
];

const operations: readonly Short[] = [
	["H1", "kill -9 under load", "nothing acknowledged is lost", byCrash],
	["H2", "a power cut on XFS", "the same", byCrash],
	["H3", "a power cut on ext4", "the same", byCrash],
	[
		"H4",
		"the kernel ends the process for its memory",
		"the same",
		`It is a kill -9 to the process. ${byCrash}`,
	],
	["H5", "fsync fails", "no acknowledgement, fail-stop"],
	["H6", "a full disk", "507, reads go on, writes recover"],
	[
		"H7",
		"a folder that cannot be written",
		"the start is refused in words",
		"A file system mounted read-only needs root; the test takes /proc, where nobody can make a file.",
	],
	[
		"H8",
		"a write-ahead log flipped or cut",
		"noticed at the start by the watermark",
	],
	["H9", "a byte flipped in the database", "a read and verify notice it"],
	["H10", "a database without its log, or two mixed", "refused"],
	[
		"H11",
		"clocks at 1970, 2038, 9999, an hour back",
		"creates, reads and keys go on",
	],
	[
		"H12",
		"SIGTERM, SIGINT twice, SIGHUP, SIGSTOP",
		"an orderly end; no duplicate",
	],
	["H13", "no file descriptor left", "503, then recovers"],
	["H14", "kill -9 within a migration", "the old schema or the new one"],
	[
		"H15",
		"the database deleted or replaced under the server",
		"noticed within 10 s, fail-stop",
	],
	["H16", "a database of a newer version", "the start is refused"],
	["H17", "a second server with other settings on one file", "safe"],
];

const budgets: readonly Short[] = [
	[
		"I1",
		"ten times the budget of one token",
		"429 for it alone",
		"`npm run bench` measures the others' times beside a flood.",
	],
	["I2", "requests by both protocols and in bulk", "one budget"],
	[
		"I3",
		"a restart of the server",
		"budgets start anew, and say so",
		"Budgets are in memory: who can restart the server needs no guesses. The slow hash and 128-bit tokens hold without them; ARCHITECTURE.md says so.",
	],
	["I4", "refusals without end", "a bounded log"],
	["I5", "line ends and terminal escapes in what is logged", "escaped"],
	[
		"I6",
		"events edited, deleted, moved, cut off",
		"verify names the first; the watermark knows the end",
	],
	["I7", "an output that is closed or not read", "the server goes on"],
];

/** Every concrete bad input and attack, in groups that begin with one letter. */
export const rows: readonly Row[] = [
	connections,
	json,
	graphql,
	credentials,
	keys,
	text,
	files,
	operations,
	budgets,
]
	.flat()
	.map(([id, sent, gets, note]) => ({
		id,
		sent,
		gets,
		...(note !== undefined && { note }),
	}));
