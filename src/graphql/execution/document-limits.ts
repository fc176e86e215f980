import {
	GraphQLError,
	type GraphQLSchema,
	parse,
	specifiedRules,
	validate,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import { SentenceGraphqlError } from "../errors/sentence-graphql-error.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
import { exactJsonRule } from "./exact-json-rule.ts";
import { documentLimits, measureDocument } from "./measure-document.ts";

const mostErrors = 3;

/**
 * Refuses documents that would cost too much before they are validated or run: graphql-js' own rules compare every
 * field with every other of its name. Errors name no figure, and no name that the caller did not write unless
 * `suggestions` are wanted.
 */
export function useDocumentLimits({
	suggestions,
}: {
	readonly suggestions: boolean;
}): Plugin {
	return {
		onParse({ parseFn, setParseFn }) {
			setParseFn((source, options) => {
				try {
					return parseFn(source, {
						...options,
						maxTokens: documentLimits.tokens,
					});
				} catch (error) {
					throw isTooLong(error)
						? new SentenceGraphqlError(sayGraphql("tooManyTokens", {}))
						: error;
				}
			});
		},
		onValidate({ validateFn, setValidationFn }) {
			setValidationFn((schema, document, rules, options, ...rest) => {
				const tooLarge = measureDocument(document);
				if (tooLarge.length > 0) return tooLarge.slice(0, mostErrors);
				return validateFn(
					schema,
					document,
					rules,
					{
						...options,
						maxErrors: mostErrors,
						hideSuggestions: !suggestions,
					},
					...rest,
				).slice(0, mostErrors);
			});
		},
	};
}

/** Why this text would not run, as a document of a request; nothing when it would. */
export function checkDocument(
	schema: GraphQLSchema,
	text: string,
): readonly string[] {
	try {
		const document = parse(text, { maxTokens: documentLimits.tokens });
		const tooLarge = measureDocument(document);
		const errors =
			tooLarge.length > 0
				? tooLarge
				: validate(schema, document, [...specifiedRules, exactJsonRule], {
						maxErrors: mostErrors,
					});
		return errors.map(({ message }) => message);
	} catch (error) {
		if (error instanceof GraphQLError) return [error.message];
		throw error;
	}
}

/** graphql-js' message names the figure. */
function isTooLong(error: unknown): boolean {
	return (
		error instanceof GraphQLError &&
		/more tha[nt] \d+ tokens/.test(error.message)
	);
}
