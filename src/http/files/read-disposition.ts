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
	/** A sentence that says why the header cannot be read; null when it can. */
	readonly problem: string | null;
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
		: 'It begins with its type, such as "attachment;".';
	if (typeof parameters === "string") return unreadable(parameters);
	const undo = (value: DispositionValue | undefined) =>
		value && isPart && value.isQuoted
			? withoutPercents(value.text)
			: value?.text;
	const name = undo(parameters.get("name")) ?? null;
	const extended = parameters.get("filename*")?.text;
	if (extended !== undefined) {
		const fileName = decodeExtendedValue(extended);
		return fileName === null
			? unreadable(
					`Its filename* must be such as "UTF-8''caf%C3%A9.txt", in a charset that has its bytes.`,
				)
			: { name, fileName, problem: null };
	}
	if ([...parameters.keys()].some((key) => /^filename\*\d/.test(key)))
		return unreadable(
			"Its filename is split over several parameters; send it as filename*.",
		);
	const plain = undo(parameters.get("filename"));
	if (plain === undefined) return { name, fileName: null, problem: null };
	const fileName = decodeEncodedWords(plain);
	return fileName === null
		? unreadable(
				'Its filename has an encoded word that cannot be decoded; one is such as "=?utf-8?B?Y2Fmw6k=?=".',
			)
		: { name, fileName, problem: null };
}

function unreadable(problem: string): Disposition {
	return {
		name: null,
		fileName: null,
		problem: `The Content-Disposition cannot be read. ${problem}`,
	};
}

/** What browsers write of a quote and of line breaks in a form, and nothing else. */
function withoutPercents(text: string): string {
	return text.replace(/%(?:22|0d|0a)/gi, decodeURIComponent);
}
