import type { GraphQLSchema } from "graphql";
import type { Parsers } from "../domain/case/parsers.ts";
import type { CookieOptions } from "../http/session-cookie.ts";
import { createBuilder } from "./builder.ts";
import { defineCase } from "./case.ts";
import { defineCatalogue } from "./catalogue.ts";
import { defineCreateCase } from "./create-case.ts";
import { defineFindCases } from "./find-cases.ts";
import { defineSessionContext } from "./session-context.ts";
import { defineSignIn } from "./sign-in.ts";
import { defineSignOut } from "./sign-out.ts";
import { defineUserError } from "./user-error.ts";
import { defineViewer } from "./viewer.ts";

export type SchemaOptions = {
	readonly parsers: Parsers;
	readonly cookie: CookieOptions;
};

/** Builds the GraphQL schema: one call a noun or verb. */
export function buildSchema(options: SchemaOptions): GraphQLSchema {
	const builder = createBuilder();
	const UserError = defineUserError(builder);
	const viewer = defineViewer(builder);
	const Session = defineSessionContext(builder, viewer);
	const CaseNode = defineCase(builder, defineCatalogue(builder));
	const refs = { ...viewer, UserError, Session, CaseNode };
	defineFindCases(builder, CaseNode);
	defineSignIn(builder, refs, options.cookie);
	defineSignOut(builder, refs, options.cookie);
	defineCreateCase(builder, refs, options.parsers);
	return builder.toSchema();
}
