import { type DocumentNode, getOperationAST, Kind } from "graphql";
import type { Plugin } from "graphql-yoga";
import { quote, quoteList } from "../../domain/problems/quote.ts";
import { badUserInput } from "../errors/errors.ts";

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
): string {
	const operations = definitions.filter(
		(node) => node.kind === Kind.OPERATION_DEFINITION,
	);
	if (operations.length === 0) return "The document has no operation.";
	const names = operations.flatMap(({ name }) => name?.value ?? []);
	if (operationName === null && names.length < operations.length)
		return "The document has several operations; give each a name, and say in operationName which operation runs.";
	if (operationName === null)
		return `The document has several operations; say in operationName which operation runs: ${quoteList(names)}.`;
	return names.length < operations.length
		? `There is no operation ${quote(operationName)}; the document has one without a name, for which no operationName is sent.`
		: `There is no operation ${quote(operationName)} in the document; use ${quoteList(names)}.`;
}
