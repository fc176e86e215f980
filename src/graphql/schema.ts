import type { GraphQLSchema } from "graphql";
import type { ParseCreateCase } from "../domain/case/parse-create-case.ts";
import { createBuilder } from "./builder.ts";
import { defineCase } from "./case.ts";
import { defineCatalogue } from "./catalogue.ts";
import { defineCreateCase } from "./create-case.ts";
import { defineFindCases } from "./find-cases.ts";
import { type CookieOptions, defineSession } from "./session.ts";
import { defineUserError } from "./user-error.ts";

export type SchemaOptions = {
	readonly parseCreateCase: ParseCreateCase;
	readonly cookie: CookieOptions;
};

/** Builds the GraphQL schema: one call a noun or verb. */
export function buildSchema(options: SchemaOptions): GraphQLSchema {
	const builder = createBuilder();
	const UserError = defineUserError(builder);
	const { Session } = defineSession(builder, UserError, options.cookie);
	const CaseNode = defineCase(builder, defineCatalogue(builder));
	defineFindCases(builder, CaseNode);
	const refs = { CaseNode, UserError, Session };
	defineCreateCase(builder, refs, options.parseCreateCase);
	return builder.toSchema();
}
