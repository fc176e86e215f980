import { type DocumentNode, type GraphQLSchema, parse } from "graphql";
import { ExactNumber } from "../../domain/input/exact-number.ts";
import { HttpError } from "../../http/answers/http-error.ts";
import { documentLimits } from "../execution/measure-document.ts";
import { variablesInJson } from "../execution/variables-in-json.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
import type { GraphqlRequest } from "./read-operation.ts";

/**
 * Makes JavaScript's numbers of variables that are numbers by themselves, such as `10.0`: they are an Int or a SafeInt,
 * which take no other. Refuses one that stands inside a literal of a JSON object, which keeps digits.
 */
export function plainNumbers(
	schema: GraphQLSchema,
	request: GraphqlRequest,
): GraphqlRequest {
	const { query, variables } = request;
	const plain: Record<string, unknown> = {};
	for (const name in variables) {
		const value = variables[name];
		if (value instanceof ExactNumber) plain[name] = Number(value.text);
	}
	const names = Object.keys(plain);
	if (names.length === 0) return request;
	for (const [{ name }, holder] of findInJson(schema, query))
		if (names.includes(name.value))
			throw new HttpError(
				"badRequest",
				sayGraphql("variableInexact", {
					name: name.value,
					type: null,
					holder,
				}),
			);
	return { ...request, variables: { ...variables, ...plain } };
}

function findInJson(
	schema: GraphQLSchema,
	query: string,
): ReturnType<typeof variablesInJson> {
	let document: DocumentNode;
	try {
		document = parse(query, { maxTokens: documentLimits.tokens });
	} catch {
		// Whoever runs the document says what is wrong with it.
		return new Map();
	}
	return variablesInJson(schema, document);
}
