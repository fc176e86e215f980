import { writeFileSync } from "node:fs";
import {
	type GraphQLSchema,
	lexicographicSortSchema,
	printSchema,
} from "graphql";
import { createParsers } from "../../domain/cases/parsers.ts";
import { defaultLimits } from "../../domain/input/limits.ts";
import { createLinks } from "../../http/answers/create-links.ts";
import {
	createSessionCookie,
	sessionCookieName,
} from "../../http/callers/session-cookie.ts";
import { buildSchema } from "./build-schema.ts";

/** The schema as a server with default settings has it. */
export function schemaOfDefaults(): GraphQLSchema {
	return buildSchema({
		parsers: createParsers(defaultLimits),
		session: {
			sessionCookie: createSessionCookie({
				name: sessionCookieName("/api/v4"),
				path: "/",
				isSecure: true,
			}),
			isCrossSite: () => false,
		},
		links: createLinks("https://cases.example", "/api/v4"),
	});
}

/** The text of `schema.graphql`, whose difference is the review of a change of the API. */
export function printedSchema(): string {
	return `${printSchema(lexicographicSortSchema(schemaOfDefaults()))}\n`;
}

if (import.meta.main)
	writeFileSync(
		new URL("../../../schema.graphql", import.meta.url),
		printedSchema(),
	);
