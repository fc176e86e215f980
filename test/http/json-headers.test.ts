import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Transform } from "node:stream";
import { after, before, describe, test } from "node:test";
import {
	brotliCompressSync,
	deflateRawSync,
	deflateSync,
	gzipSync,
} from "node:zlib";
import { sendRaw } from "../rest/v4/send-raw.ts";
import { party1, rows, telefonico } from "../support/requests.ts";
import { startServer, type TestServer } from "../support/test-server.ts";

const create =
	"mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { number } } }";
const bodyWith = (description: string) => ({
	...telefonico,
	comments: [{ description }],
});
const protocols = {
	REST: {
		path: "/api/v4/cases",
		bodyOf: (description: string) => JSON.stringify(bodyWith(description)),
	},
	GraphQL: {
		path: "/graphql",
		bodyOf: (description: string) =>
			JSON.stringify({
				query: create,
				variables: { input: bodyWith(description) },
			}),
	},
} as const;
type Lines = readonly (readonly [name: string, value: string])[];
const typed = (type: string): Lines => [["content-type", type]];
const json = typed("application/json");
const coded = (coding: string): Lines => [
	...json,
	["content-encoding", coding],
];
const sha256 = (bytes: Uint8Array) =>
	`sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`;

type Pack = (body: string) => Buffer;
const bombs = new Map<Pack, Buffer>();
/** 100 MB of spaces, packed once for all tests that send them. */
function bombOf(pack: Pack): Buffer {
	const bomb = bombs.get(pack) ?? pack(" ".repeat(100 * 1024 * 1024));
	bombs.set(pack, bomb);
	return bomb;
}

for (const [protocol, { path, bodyOf }] of Object.entries(protocols))
	describe(`the headers of a body of JSON on ${protocol}`, () => {
		let server: TestServer;
		before(async () => {
			server = await startServer({ MAX_BODY_BYTES: "1048576" });
		});
		after(() => server[Symbol.asyncDispose]());

		const post = (lines: Lines, body: string | Uint8Array, isChunked = false) =>
			sendRaw(server, {
				path,
				headers: [...Object.entries(party1), ...lines],
				body,
				isChunked,
			});
		/** The comment that was stored; the case must be the only one that is new. */
		async function stored(lines: Lines, body: string | Uint8Array) {
			const before = rows(server, "cases").length;
			const answer = await post(lines, body);
			assert.ok(answer.status < 300, answer.text);
			assert.equal(rows(server, "cases").length, before + 1, answer.text);
			return rows(server, "case_comments").at(-1)?.description;
		}
		async function refused(
			lines: Lines,
			body: string | Uint8Array,
			status: number,
		) {
			const before = rows(server, "cases").length;
			const answer = await post(lines, body);
			assert.equal(answer.status, status, answer.text);
			assert.equal(rows(server, "cases").length, before);
			return answer;
		}

		for (const lines of [
			typed("application/json; charset=utf8"),
			typed("application/json;"),
			typed("application/json ;;"),
			typed("application/json;\tcharset=utf-8"),
			typed("Application/JSON;CHARSET=UTF_8"),
			typed('application/json; charset="utf-8"; version="1, 2"'),
			typed("application/json; charset = utf-8"),
			typed("application/json; odata=verbose"),
			typed("application/json, application/json"),
			typed('application/json; x="a,b", application/json; charset=utf-8'),
			typed("application/json; charset=utf-8; charset=UTF-8"),
			[...json, ...json],
		])
			test(`B2: take the content type ${JSON.stringify(lines)}`, async () => {
				assert.equal(await stored(lines, bodyOf("añ€")), "añ€");
			});

		for (const charset of ["us-ascii", "ASCII", "ANSI_X3.4-1968"])
			test(`B2: take ASCII in the charset ${charset}, and nothing beyond it`, async () => {
				const lines = typed(`application/json; charset=${charset}`);
				assert.equal(await stored(lines, bodyOf("plain")), "plain");
				const { text } = await refused(lines, bodyOf("ñ"), 400);
				assert.match(text, /IllFormedText|ILL_FORMED_TEXT/);
			});

		for (const charset of [
			"utf-7",
			"utf-16",
			"utf-16le",
			"ibm037",
			"iso-8859-15",
			"windows-1251",
			"'utf-8'",
			"utf 8",
			...(protocol === "GraphQL" ? ["iso-8859-1", "windows-1252"] : []),
		])
			test(`B3: name the charset ${charset}, which is refused with 415`, async () => {
				const lines = typed(`application/json; charset=${charset}`);
				const { text } = await refused(lines, bodyOf("a"), 415);
				assert.ok(text.includes(charset), text);
			});

		for (const type of [
			"application/json; charset = utf-16",
			"application/json; charset=utf-8; charset=utf-16",
			"application/json; charset=us-ascii, application/json",
			"application/json, text/plain",
			"application/jsonx",
			"application/json\ta",
			"text/json",
			"json",
			"",
		])
			test(`B2: refuse the content type ${JSON.stringify(type)} with 415`, async () => {
				await refused(typed(type), bodyOf("a"), 415);
			});

		test("B2: refuse two different content types", async () => {
			await refused([...json, ...typed("text/plain")], bodyOf("a"), 400);
		});

		test("B4: do not matter to a byte order mark, which is passed over once", async () => {
			assert.equal(await stored(json, `\ufeff${bodyOf("a")}`), "a");
			const packed = gzipSync(`\ufeff${bodyOf("b")}`);
			assert.equal(await stored(coded("gzip"), packed), "b");
			await refused(json, `\ufeff\ufeff${bodyOf("a")}`, 400);
			await refused(json, "\ufeff", 400);
		});

		for (const coding of ["identity", "", "Identity", "identity, identity"])
			test(`A20: say that nothing is compressed by ${JSON.stringify(coding)}`, async () => {
				assert.equal(await stored(coded(coding), bodyOf("a")), "a");
			});

		const packers: [coding: string, pack: Pack][] = [
			["gzip", gzipSync],
			["X-GZIP", gzipSync],
			["identity, gzip", gzipSync],
			["deflate", deflateSync],
			["deflate", deflateRawSync],
			["br", brotliCompressSync],
		];
		for (const [coding, pack] of packers) {
			const what = `${coding} by ${pack.name}`;
			test(`A20: let a body be compressed: ${what}`, async () => {
				const text = "ñ".repeat(30_000);
				assert.equal(await stored(coded(coding), pack(bodyOf(text))), text);
			});

			test(`A20: refuse what is cut off or followed by something: ${what}`, async () => {
				const packed = pack(bodyOf("a"));
				const other = Buffer.from("{}");
				for (const bytes of [
					packed.subarray(0, -1),
					packed.subarray(0, packed.length / 2),
					Buffer.alloc(0),
					Buffer.concat([packed, other]),
					Buffer.concat([packed, Buffer.alloc(1)]),
					Buffer.from(bodyOf("not compressed")),
				])
					await refused(coded(coding), bytes, 400);
			});

			test(`A20: unpack a bomb only up to the limit: ${what}`, async (t) => {
				const bomb = bombOf(pack);
				let produced = 0;
				const { push } = Transform.prototype;
				t.mock.method(
					Transform.prototype,
					"push",
					function (this: Transform, chunk: Buffer | null) {
						if ("_handle" in this) produced += chunk?.length ?? 0;
						return push.call(this, chunk);
					},
				);
				await refused(coded(coding), bomb, 413);
				assert.ok(produced > 1048576, "the count sees what is unpacked");
				assert.ok(produced <= 1048576 + 4 * 16_384, String(produced));
			});
		}

		test("A20: let a body have just the bytes of the limit when it is unpacked", async () => {
			const text = bodyOf("a").padEnd(1048576, " ");
			assert.equal(await stored(coded("gzip"), gzipSync(text)), "a");
			await refused(coded("gzip"), gzipSync(`${text} `), 413);
		});

		for (const coding of [
			"zstd",
			"compress",
			"gzip, gzip",
			"br, gzip",
			"gzip;q=1",
		])
			test(`A20: refuse the content coding ${coding} with 415 and those that are taken`, async () => {
				const { headers, text } = await refused(
					coded(coding),
					gzipSync(bodyOf("a")),
					415,
				);
				assert.equal(headers["accept-encoding"], "gzip, deflate, br");
				assert.match(text, /Content-Encoding/);
			});

		test("carry a digest of the bytes as they were sent, which is compared", async () => {
			const plain = Buffer.from(bodyOf("a"));
			const packed = gzipSync(plain);
			const withDigest = (lines: Lines, value: string): Lines => [
				...lines,
				["content-digest", value],
			];
			await stored(withDigest(json, sha256(plain)), plain);
			await stored(withDigest(coded("gzip"), sha256(packed)), packed);
			await refused(withDigest(coded("gzip"), sha256(plain)), packed, 400);
			await refused(withDigest(json, sha256(packed)), plain, 400);
			await refused(withDigest(json, "md5=:AAAA:"), plain, 400);
		});

		if (protocol === "REST") {
			for (const charset of ["iso-8859-1", "ISO_8859-1:1987", "latin1", "l1"])
				test(`B3: let v4 write ${charset}, every byte of it`, async () => {
					const lines = typed(`application/json; charset=${charset}`);
					const text = `ñ\u0080\u0081\u0092ÿ`;
					const bytes = Buffer.from(bodyOf(text), "latin1");
					assert.equal(await stored(lines, bytes), text);
				});

			for (const charset of ["windows-1252", "cp1252", "CP-1252", "x-cp1252"])
				test(`B3: let v4 write ${charset}, but no byte that it leaves out`, async () => {
					const lines = typed(`application/json; charset=${charset}`);
					const every = Buffer.from(
						Array.from({ length: 128 }, (_, index) => index + 128).filter(
							(byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
						),
					);
					const [before = "", behind = ""] = bodyOf("x…x").split("…");
					const around = (bytes: Uint8Array) =>
						Buffer.concat([Buffer.from(before), bytes, Buffer.from(behind)]);
					const expected = new TextDecoder("windows-1252").decode(every);
					assert.equal(await stored(lines, around(every)), `x${expected}x`);
					assert.ok(expected.startsWith("€‚ƒ") && expected.endsWith("þÿ"));
					for (const byte of [0x81, 0x8d, 0x8f, 0x90, 0x9d]) {
						const bytes = around(Uint8Array.of(byte));
						const { text } = await refused(lines, bytes, 400);
						assert.match(text, /IllFormedText/);
					}
				});
		}
	});
