import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { GraphQLSchema } from "graphql";
import { ConfigError } from "../../config/read-config.ts";
import { parseStrictJson } from "../../http/json/strict-json.ts";
import { checkDocument } from "../execution/document-limits.ts";
import { longestDocument } from "../http/read-operation.ts";
import { withoutPrefix } from "./persisted-query.ts";
import {
	type ManifestEntry,
	manifestFormats,
	nameOf,
	problemOfId,
	readManifest,
} from "./read-manifest.ts";
import type { TrustedDocuments } from "./trusted-documents.ts";

/** Of a list of documents, which are as many as its clients have. */
const limits = {
	maxDepth: 32,
	maxValues: 10_000_000,
	maxKeys: 1_000_000,
	maxKeyLength: 255,
};

/** Reads the file of `TRUSTED_DOCUMENTS`, a manifest as the tools of clients write it; every problem is in the one error. */
export function readTrustedDocuments(
	file: string,
	schema: GraphQLSchema,
): TrustedDocuments {
	const entries = readEntries(file);
	const problems = entries.flatMap((entry, index) =>
		problemsOf(entry, schema).map(
			(problem) => `  ${nameOf(entry, index)} ${problem}`,
		),
	);
	const documents = new Map<string, string>();
	for (const [index, entry] of entries.entries()) {
		const [id, text] = [withoutPrefix(String(entry.id)), String(entry.text)];
		if ((documents.get(id) ?? text) !== text)
			problems.push(`  ${nameOf(entry, index)} is the id of two documents.`);
		documents.set(id, text).set(hash("sha256", text), text);
	}
	if (entries.length === 0) problems.push("  It lists no document.");
	if (problems.length > 0) throw wrong(file, problems);
	return documents;
}

function readEntries(file: string): readonly ManifestEntry[] {
	let value: unknown;
	try {
		value = parseStrictJson(readFileSync(file), limits);
	} catch (error) {
		throw wrong(file, [
			`  It cannot be read: ${error instanceof Error ? error.message : error}`,
		]);
	}
	const entries = readManifest(value);
	if (entries) return entries;
	throw wrong(file, [`  ${manifestFormats}`]);
}

function problemsOf(
	{ id, text, mayBeNamed }: ManifestEntry,
	schema: GraphQLSchema,
): readonly string[] {
	if (typeof id !== "string")
		return ["must be an object with a text id and a text body."];
	if (typeof text !== "string") return ["must be the text of a document."];
	const ofId = problemOfId(id, text, mayBeNamed);
	return [
		...(ofId === null ? [] : [ofId]),
		...(text.length > longestDocument
			? [`is longer than ${longestDocument} characters.`]
			: checkDocument(schema, text).map((message) => `cannot run: ${message}`)),
	];
}

function wrong(file: string, lines: readonly string[]) {
	return new ConfigError(
		`TRUSTED_DOCUMENTS=${file} is wrong:\n${lines.join("\n")}`,
	);
}
