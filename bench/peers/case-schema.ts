import type { IncomingHttpHeaders } from "node:http";
import type { BareStore, CreateBody } from "../bare-store.ts";

/** The part of casebridge's schema that the create of the benchmark asks for, as its users would write it down. */
export const typeDefs = `
	scalar JSONObject
	scalar DateTime
	input CommentInput { description: String! }
	input CreateCaseInput {
		categoryCode: String!
		typeCode: String!
		status: String
		resolution: String
		comments: [CommentInput!]
		caseData: JSONObject
	}
	type CaseCategory { code: String! name: String! }
	type CaseComment { number: Int! description: String! }
	type Case {
		number: Int!
		categoryCode: String!
		category: CaseCategory!
		typeCode: String!
		status: String!
		resolution: String
		createdAt: DateTime!
		caseData: JSONObject!
		comments: [CaseComment!]!
	}
	type UserError { code: String! field: [String!]! message: String! }
	type CreateCasePayload { case: Case replayed: Boolean! userErrors: [UserError!]! }
	type Query { version: String! }
	type Mutation { createCase(input: CreateCaseInput!): CreateCasePayload }
`;

export type PeerContext = { key: string | undefined };

/** What a resolver is told of a request. */
export function contextOf(headers: IncomingHttpHeaders): PeerContext {
	return { key: headers["idempotency-key"] as string | undefined };
}

/** Resolvers that write the rows of a create, and check nothing and nobody. */
export function resolversOf(store: Pick<BareStore, "createCase">) {
	const createCase = async (
		_root: unknown,
		{ input }: { readonly input: CreateBody },
		{ key }: PeerContext,
	) => {
		const created = await store.createCase(input, key, JSON.stringify(input));
		return {
			replayed: false,
			userErrors: [],
			case: {
				number: created.id,
				categoryCode: input.categoryCode,
				typeCode: input.typeCode,
				status: "Created",
				resolution: "Unresolved",
				createdAt: created.at,
				caseData: input.caseData,
				comments: input.comments.map(({ description }, index) => ({
					number: created.commentIds[index],
					description,
				})),
			},
		};
	};
	return {
		Query: { version: () => "1" },
		Mutation: { createCase },
		Case: {
			category: ({ categoryCode }: { readonly categoryCode: string }) => ({
				code: categoryCode,
				name: categoryCode,
			}),
			createdAt: ({ createdAt }: { readonly createdAt: number }) =>
				new Date(createdAt).toISOString(),
		},
	};
}
