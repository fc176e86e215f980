import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { decodeBase64 } from "../src/domain/case/base64.ts";
import { readDate } from "../src/domain/case/date.ts";
import { isDecimal, writeOut } from "../src/domain/case/decimal.ts";
import { parseIdempotencyKey } from "../src/domain/case/idempotency-key.ts";
import { isMediaType } from "../src/domain/case/media-type.ts";
import { normalisePrincipal } from "../src/domain/session/principal.ts";
import { isBlank, isStorableText, lengthOf } from "../src/domain/text.ts";
import { withoutValues } from "../src/graphql/without-values.ts";
import { decodeEncodedWords } from "../src/http/decode-encoded-words.ts";
import { decodeExtendedValue } from "../src/http/decode-extended-value.ts";
import { formatContentDisposition } from "../src/http/format-content-disposition.ts";
import { requireJson } from "../src/http/json-body.ts";
import { pathOf } from "../src/http/path-of.ts";
import { readDisposition } from "../src/http/read-disposition.ts";
import { createLogDestination } from "../src/log-destination.ts";
import { leastCpuTime } from "./support/cpu-time.ts";

const length = 65_536;
const hostile = [
	`${"a".repeat(length)}!`,
	`${"1".repeat(length)}!`,
	`${"0".repeat(length)}.`,
	`${" ".repeat(length)}!`,
	`a:${"a".repeat(length)}:`,
	`${"a/".repeat(length / 2)}://`,
	`application/json${" ".repeat(length)};`,
	`form-data; ${"; filename".repeat(length / 10)}`,
	`form-data; filename="${"\\\\".repeat(length / 4)}`,
	`form-data; a=${" ".repeat(length)}"`,
	`form-data; filename="${'\\"; a="'.repeat(length / 8)}`,
	`form-data${'; a=""'.repeat(length / 6)}`,
	`form-data${"; ".repeat(length / 2)}`,
	`${"=?u?b?x?= ".repeat(length / 10)}!`,
	`${"=?a".repeat(length / 3)}`,
	`UTF-8''${"%".repeat(length)}`,
	`a/b${";  ".repeat(length / 3)}!`,
	`a/b;c="${"\\".repeat(length)}`,
	`Variable "$a" got invalid value ${'at "a"; '.repeat(length / 8)}`,
	`${"Did you mean ".repeat(length / 13)}`,
	`"${'"'.repeat(length)}`,
];
const log = createLogDestination(new PassThrough().resume());

const readers: Readonly<Record<string, (text: string) => unknown>> = {
	readDate,
	isDecimal,
	writeOut,
	parseIdempotencyKey: (text) => parseIdempotencyKey(text, null),
	normalisePrincipal,
	isBlank,
	isStorableText,
	lengthOf,
	withoutValues,
	formatContentDisposition,
	decodeBase64,
	decodeEncodedWords,
	decodeExtendedValue,
	isMediaType,
	readDisposition: (text) => readDisposition(text, { isPart: true }),
	requireJson: (text) =>
		attempt(() =>
			requireJson.call(
				{} as never,
				{ headers: { "content-type": text } } as never,
				{} as never,
				() => {},
			),
		),
	pathOf,
	log: (text) => log.write(text),
};

function attempt(read: () => void) {
	try {
		read();
	} catch {}
}

for (const [name, read] of Object.entries(readers))
	test(`B29: ${name} reads 64 KiB that were made to make it go back in at most 5 ms`, async () => {
		for (const text of hostile) {
			const spent = await leastCpuTime(() => read(text));
			assert.ok(spent <= 5, `${spent} ms for ${text.slice(0, 40)}`);
		}
	});
