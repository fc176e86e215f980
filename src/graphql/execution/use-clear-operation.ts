import { type DocumentNode, getOperationAST, Kind } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Sentence } from "../../domain/sentence.ts";
import { badUserInput } from "../errors/errors.ts";
import { sayGraphql } from "../messages/say-graphql.ts";

/** Refuses a request whose `operationName` is none of the document, or that names none of several; Yoga has no message for either. */
export function useClearOperation(): Plugin {
	return {
		onParse:
			() =>
			({ result, context: { params } }) => {
				if (result === null || result instanceof Error) return;
				const operationName = params.operationName ?? null;
				if (getOperationAST(result, operationName)) return;
				throw badUserInput(describeOperations(result, operationName));
			},
	};
}

function describeOperations(
	{ definitions }: DocumentNode,
	operationName: string | null,
): Sentence {
	const operations = definitions.filter(
		(node) => node.kind === Kind.OPERATION_DEFINITION,
	);
	if (operations.length === 0) return sayGraphql("noOperation", {});
	const names = operations.flatMap(({ name }) => name?.value ?? []);
	const isOneUnnamed = names.length < operations.length;
	if (operationName === null)
		return isOneUnnamed
			? sayGraphql("operationsWithoutNames", {})
			: sayGraphql("operationNotNamed", { names });
	return isOneUnnamed
		? sayGraphql("operationWithoutName", { operationName })
		: sayGraphql("operationUnknown", { operationName, names });
}
