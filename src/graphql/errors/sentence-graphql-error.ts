import { GraphQLError, type GraphQLErrorOptions } from "graphql";
import type { Language } from "../../domain/language.ts";
import type { Sentence } from "../../domain/sentence.ts";

/** An error of GraphQL that is ours: its message is English until it is formatted for its caller. */
export class SentenceGraphqlError extends GraphQLError {
	readonly sentence: Sentence;

	constructor(sentence: Sentence, options?: GraphQLErrorOptions) {
		super(sentence("en"), options);
		this.sentence = sentence;
	}
}

/** What an error of ours says in a language, also one that graphql-js has wrapped; null for every other. */
export function sentenceIn(
	error: Error | null | undefined,
	language: Language,
): string | null {
	if (error instanceof SentenceGraphqlError) return error.sentence(language);
	return error instanceof GraphQLError
		? sentenceIn(error.originalError, language)
		: null;
}
