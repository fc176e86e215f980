import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { GraphQLSchema } from "graphql";
import { ConfigError } from "./config.ts";
import { quote } from "./domain/quote.ts";
import { checkDocument } from "./graphql/document-limits.ts";
import { longestDocument } from "./graphql/read-operation.ts";
import type { TrustedDocuments } from "./graphql/trusted-documents.ts";

/** Reads the file of `TRUSTED_DOCUMENTS`, a JSON object of texts by their SHA-256; every problem is in the one error. */
export function readTrustedDocuments(
	file: string,
	schema: GraphQLSchema,
): TrustedDocuments {
	const entries = Object.entries(readObject(file));
	const problems = entries.flatMap(([id, text]) =>
		problemsOf(id, text, schema).map((problem) => `  ${quote(id)} ${problem}`),
	);
	if (entries.length === 0) problems.push("  It lists no document.");
	if (problems.length > 0) throw wrong(file, problems);
	return new Map(entries as [string, string][]);
}

function readObject(file: string): object {
	try {
		const value: unknown = JSON.parse(readFileSync(file, "utf8"));
		if (typeof value === "object" && value !== null && !Array.isArray(value))
			return value;
	} catch (error) {
		throw wrong(file, [`  It cannot be read: ${(error as Error).message}`]);
	}
	throw wrong(file, [
		"  It must be one JSON object, of texts by their SHA-256.",
	]);
}

function problemsOf(
	id: string,
	text: unknown,
	schema: GraphQLSchema,
): readonly string[] {
	if (typeof text !== "string") return ["must be the text of a document."];
	const digest = hash("sha256", text);
	return [
		...(id === digest ? [] : [`must be ${digest}, the SHA-256 of its text.`]),
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
