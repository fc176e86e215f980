import { type Language, languages } from "./language.ts";

/** What a caller is told, in the language that is asked for. */
export type Sentence = (language: Language) => string;

/** One language's sentence for each reason, and what each of them quotes. */
export type Sentences<Parameters> = {
	readonly [Reason in keyof Parameters]: (
		parameters: Parameters[Reason],
	) => string;
};

/** Of a reason whose sentence quotes nothing. */
export type NothingQuoted = Readonly<Record<never, never>>;

/** Makes the sentence of a reason from the tables of all languages. */
export function createSay<Parameters>(
	tables: Readonly<Record<Language, Sentences<Parameters>>>,
) {
	return <Reason extends keyof Parameters>(
		reason: Reason,
		parameters: Parameters[Reason],
	): Sentence =>
		(language) =>
			tables[language][reason](parameters);
}

/** The same in every language. */
export function untranslated(text: string): Sentence {
	return () => text;
}

/** An error whose sentence is for its caller, in the language of the request; `message` is the English one, for logs and commands. */
export abstract class SentenceError extends Error {
	readonly sentence: Sentence;

	constructor(sentence: Sentence, options?: ErrorOptions) {
		super(sentence(languages[0]), options);
		this.sentence = sentence;
	}
}
