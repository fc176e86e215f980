import { writeFileSync } from "node:fs";
import {
	type GraphQLSchema,
	lexicographicSortSchema,
	printSchema,
} from "graphql";
import { createParsers } from "../domain/case/parsers.ts";
import { defaultLimits } from "../domain/limits.ts";
import { buildSchema } from "./schema.ts";

/** The schema as a server with default settings has it. */
export function schemaOfDefaults(): GraphQLSchema {
	return buildSchema({
		parsers: createParsers(defaultLimits),
		cookie: { isSecure: true },
	});
}

/** The text of `schema.graphql`, whose difference is the review of a change of the API. */
export function printedSchema(): string {
	return `${printSchema(lexicographicSortSchema(schemaOfDefaults()))}\n`;
}

if (import.meta.main)
	writeFileSync(
		new URL("../../schema.graphql", import.meta.url),
		printedSchema(),
	);
