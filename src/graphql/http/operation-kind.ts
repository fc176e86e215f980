import {
	GraphQLError,
	Kind,
	type OperationDefinitionNode,
	type OperationTypeNode,
	parse,
} from "graphql";
import { HttpError } from "../../http/answers/http-error.ts";
import { bySource } from "../execution/document-cache.ts";
import { documentLimits } from "../execution/measure-document.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
import type { GraphqlRequest } from "./read-operation.ts";

type Operation = {
	readonly name: string | null;
	readonly kind: OperationTypeNode;
};

type OperationKind = (request: GraphqlRequest) => OperationTypeNode | null;

/**
 * What kind of operation a request names, read from its document alone, so that it is known before anything runs. Null
 * where no operation runs: the document cannot be parsed, or it is not clear which of its operations is meant.
 */
export function createOperationKind(): OperationKind {
	const known = bySource<readonly Operation[]>();

	return ({ query, operationName = null }) => {
		const operations = known.get(query) ?? readOperations(query);
		known.set(query, operations);
		const named =
			operationName === null
				? operations
				: operations.filter(({ name }) => name === operationName);
		const [operation, ...others] = named;
		return operation && others.length === 0 ? operation.kind : null;
	};
}

function readOperations(query: string): readonly Operation[] {
	try {
		const { definitions } = parse(query, {
			noLocation: true,
			maxTokens: documentLimits.tokens,
		});
		return definitions
			.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
			.map(({ name, operation }: OperationDefinitionNode) => ({
				name: name?.value ?? null,
				kind: operation,
			}));
	} catch (error) {
		if (error instanceof GraphQLError) return [];
		throw new HttpError("badRequest", sayGraphql("nestedTooDeep", {}));
	}
}
