import type * as postgres from "../../src/store/postgres/schema.ts";
import type * as sqlite from "../../src/store/sqlite/schema.ts";

/* Compiled, never run: the tables of both databases hold rows of the same type, but for columns that PostgreSQL alone needs. */

type OfPostgres = {
	/** Where rows of a party are, and in which order entries of the catalogue came. */
	readonly all: "bucket" | "entry";
	readonly caseEvents: "chain" | "position";
	readonly eventChains: "chain";
};

type Table = { readonly $inferSelect: object };
type TableName<Schema> = {
	[Name in keyof Schema]: Schema[Name] extends Table ? Name : never;
}[keyof Schema];
type Name = TableName<typeof postgres> | TableName<typeof sqlite>;

type Row<Schema, Of extends Name> = Of extends keyof Schema
	? Schema[Of] extends { readonly $inferSelect: infer Columns }
		? Pick<Columns, Exclude<keyof Columns, Exempt<Of>>>
		: never
	: never;
type Exempt<Of extends Name> =
	| OfPostgres["all"]
	| (Of extends keyof OfPostgres ? OfPostgres[Of] : never);

type Equal<One, Other> =
	(<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2
		? true
		: { readonly postgres: One; readonly sqlite: Other };

/** Where the compiler stops, it shows both rows. */
export const equal: {
	readonly [Of in Name]: Equal<
		Row<typeof postgres, Of>,
		Row<typeof sqlite, Of>
	>;
} = {
	versions: true,
	eventChains: true,
	categories: true,
	operatorGroups: true,
	caseTypes: true,
	operatorGroupTypes: true,
	caseTypeCategories: true,
	caseFieldGroups: true,
	caseFields: true,
	caseStatuses: true,
	caseResolutions: true,
	touchpoints: true,
	touchpointGrants: true,
	touchpointTokens: true,
	parties: true,
	partyPrincipals: true,
	operators: true,
	operatorMemberships: true,
	sessions: true,
	cases: true,
	caseComments: true,
	caseAttachments: true,
	caseEvents: true,
	uploads: true,
	idempotencyKeys: true,
};
