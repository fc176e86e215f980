import { type DocumentNode, getOperationAST, Kind } from "graphql";
import type { Plugin } from "graphql-yoga";
import { quote, quoteList } from "../domain/quote.ts";
import { badUserInput } from "./errors.ts";

/** Refuses a request whose `operationName` is none of the document, or that names none of several. */
export function useClearOperation(): Plugin {
	return {
		onExecute({ args, setResultAndStopExecution }) {
			const { document, operationName = null } = args;
			if (getOperationAST(document, operationName)) return;
			const message = describeOperations(document, operationName);
			setResultAndStopExecution({ errors: [badUserInput(message)] });
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
	if (operationName === null)
		return `The document has several operations; say in operationName which operation runs: ${quoteList(names)}.`;
	return names.length === 0
		? `There is no operation ${quote(operationName)}; the one in the document has no name, so send no operationName.`
		: `There is no operation ${quote(operationName)} in the document; use ${quoteList(names)}.`;
}
