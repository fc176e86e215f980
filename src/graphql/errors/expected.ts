/** What a value must be, as data: `describe-expected.ts` says it in each language. */
export type Expected = {
	/** The type as GraphQL writes it. */
	readonly type: string;
	readonly values: ExpectedValues;
	/** Whether names of an enum must be written without quotes. */
	readonly isUnquoted: boolean;
	/** Whether null was sent, and is not taken. */
	readonly isNull: boolean;
};

export type ExpectedValues =
	| { readonly kind: "list"; readonly of: ExpectedValues }
	/** Null where names may not be told. */
	| { readonly kind: "enum"; readonly names: readonly string[] | null }
	| { readonly kind: "object"; readonly members: readonly string[] | null }
	| { readonly kind: "scalar"; readonly name: string };
