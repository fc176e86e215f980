import { type Problem, problem } from "../../domain/problems/problem.ts";
import { decodeEncodedWords } from "./decode-encoded-words.ts";
import { decodeExtendedValue } from "./decode-extended-value.ts";
import {
	type DispositionValue,
	readDispositionParameters,
} from "./read-disposition-parameters.ts";

/** What a `Content-Disposition` says of a file. */
export type Disposition = {
	/** Of the form's field; null when there is none. */
	readonly name: string | null;
	/** As its sender has it, folders included; null when there is none. */
	readonly fileName: string | null;
	/** Why the header cannot be read, as a problem of the file's name; null when it can. */
	readonly unreadable: Problem | null;
};

/**
 * The one reader of `Content-Disposition`, of a request (RFC 6266) and of a part of a form (RFC 7578, and as browsers
 * write it): a name is read as it was meant, or refused. `header` is its text, not its bytes.
 */
export function readDisposition(
	header: string,
	{ isPart }: { readonly isPart: boolean },
): Disposition {
	const parameters = /^[^;=]*(?:;|$)/.test(header)
		? readDispositionParameters(header)
		: problem("dispositionWithoutType", ["fileName"], {});
	if ("code" in parameters) return refused(parameters);
	const undo = (value: DispositionValue | undefined) =>
		value && isPart && value.isQuoted
			? withoutPercents(value.text)
			: value?.text;
	const name = undo(parameters.get("name")) ?? null;
	const extended = parameters.get("filename*")?.text;
	if (extended !== undefined) {
		const fileName = decodeExtendedValue(extended);
		return fileName === null
			? refused(problem("dispositionExtended", ["fileName"], {}))
			: { name, fileName, unreadable: null };
	}
	if ([...parameters.keys()].some((key) => /^filename\*\d/.test(key)))
		return refused(problem("dispositionSplit", ["fileName"], {}));
	const plain = undo(parameters.get("filename"));
	if (plain === undefined) return { name, fileName: null, unreadable: null };
	const fileName = decodeEncodedWords(plain);
	return fileName === null
		? refused(problem("dispositionEncoded", ["fileName"], {}))
		: { name, fileName, unreadable: null };
}

function refused(unreadable: Problem): Disposition {
	return { name: null, fileName: null, unreadable };
}

/** What browsers write of a quote and of line breaks in a form, and nothing else. */
function withoutPercents(text: string): string {
	return text.replace(/%(?:22|0d|0a)/gi, decodeURIComponent);
}
