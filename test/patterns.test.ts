import { PassThrough } from "node:stream";
import { test } from "node:test";
import {
	type ASTNode,
	GraphQLError,
	type OperationDefinitionNode,
	parse,
	parseValue,
} from "graphql";
import { decodeBase64 } from "../src/domain/cases/attachments/decode-base64.ts";
import { isMediaType } from "../src/domain/cases/attachments/is-media-type.ts";
import { readDate } from "../src/domain/cases/case-data/read-date.ts";
import {
	readValue,
	writeOut,
} from "../src/domain/cases/case-data/read-value.ts";
import { parseIdempotencyKey } from "../src/domain/cases/idempotency/read-key.ts";
import { isBlank, isStorableText, lengthOf } from "../src/domain/input/text.ts";
import { normalisePrincipal } from "../src/domain/sessions/normalise-principal.ts";
import { explainRequestError } from "../src/graphql/errors/explain-request-error.ts";
import { schemaOfDefaults } from "../src/graphql/schema/print-schema.ts";
import { decodeEncodedWords } from "../src/http/files/decode-encoded-words.ts";
import { decodeExtendedValue } from "../src/http/files/decode-extended-value.ts";
import { formatContentDisposition } from "../src/http/files/format-content-disposition.ts";
import { readDisposition } from "../src/http/files/read-disposition.ts";
import { legacyCharsets } from "../src/http/json/charsets.ts";
import { readJsonType } from "../src/http/json/read-json-type.ts";
import { createLogDestination } from "../src/http/log/log-destination.ts";
import { pathOf } from "../src/http/log/path-of.ts";
import { assertGrowsLinearly } from "./support/assert-cost.ts";

/** Texts that were made to make a pattern go back, about so many characters long. */
const hostile: readonly ((length: number) => string)[] = [
	(length) => `${"a".repeat(length)}!`,
	(length) => `${"1".repeat(length)}!`,
	(length) => `${"0".repeat(length)}.`,
	(length) => `${" ".repeat(length)}!`,
	(length) => `a:${"a".repeat(length)}:`,
	(length) => `${"a/".repeat(length / 2)}://`,
	(length) => `application/json${" ".repeat(length)};`,
	(length) => `form-data; ${"; filename".repeat(length / 10)}`,
	(length) => `form-data; filename="${"\\\\".repeat(length / 4)}`,
	(length) =>
		`Variable "$a" got invalid value ${'at "a"; '.repeat(length / 8)}`,
	(length) => `${"Did you mean ".repeat(length / 13)}`,
	(length) => `"${'"'.repeat(length)}`,
	(length) => `form-data; a=${" ".repeat(length)}"`,
	(length) => `form-data; filename="${'\\"; a="'.repeat(length / 8)}`,
	(length) => `form-data${'; a=""'.repeat(length / 6)}`,
	(length) => `form-data${"; ".repeat(length / 2)}`,
	(length) => `${"=?u?b?x?= ".repeat(length / 10)}!`,
	(length) => `${"=?a".repeat(length / 3)}`,
	(length) => `UTF-8''${"%".repeat(length)}`,
	(length) => `a/b;c="${"\\".repeat(length)}`,
];
const schema = schemaOfDefaults();
const { definitions } = parse("query ($a: Int) { viewer { email } }");
const [operation] = definitions as readonly OperationDefinitionNode[];
const variable = operation?.variableDefinitions?.[0];
const literal = parseValue("1");
const log = createLogDestination(new PassThrough().resume());

const readers: Readonly<Record<string, (text: string) => unknown>> = {
	readDate,
	decimal: (text) => readValue.DECIMAL(text),
	writeOut,
	parseIdempotencyKey: (text) => parseIdempotencyKey(text, null),
	normalisePrincipal,
	isBlank,
	isStorableText,
	lengthOf,
	explainVariable: (text) => explainAt(variable, text),
	explainLiteral: (text) => explainAt(literal, text),
	formatContentDisposition,
	decodeBase64,
	decodeEncodedWords,
	decodeExtendedValue,
	isMediaType,
	readDisposition: (text) => readDisposition(text, { isPart: true }),
	readJsonType: (text) => attempt(() => readJsonType(text, legacyCharsets)),
	pathOf,
	log: (text) => log.write(text),
};

function explainAt(node: ASTNode | undefined, text: string) {
	const originalError = new GraphQLError(`Field "${text}" is not defined.`);
	const message = `Variable "$a" got invalid value ${text}; ${originalError.message}`;
	const error = new GraphQLError(message, {
		nodes: node ?? null,
		originalError,
	});
	explainRequestError(error, { schema, mayName: true });
	explainRequestError(new GraphQLError(text, { nodes: node ?? null }), {
		schema,
		mayName: true,
	});
}

function attempt(read: () => void) {
	try {
		read();
	} catch {}
}

for (const [name, read] of Object.entries(readers))
	test(`B29: ${name} takes no more time for each character of 64 KiB than of 16 KiB that were made to make it go back`, async () => {
		for (const text of hostile) {
			const texts = new Map(
				[1, 4].map((times) => [times, text(times * 16_384)]),
			);
			await assertGrowsLinearly((times) => read(texts.get(times) ?? ""), 1);
		}
	});
