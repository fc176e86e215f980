import { decodeCharset } from "../json/decode-charset.ts";

/** A word, and further ones behind it: the white space between them is not meant. */
const words =
	/(?<![^ \t])=\?[^? \t]+\?[bq]\?[^? \t]*\?=(?:[ \t]+=\?[^? \t]+\?[bq]\?[^? \t]*\?=)*(?![^ \t])/gi;
const word = /=\?([^?*]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=/gi;

/** A text with its encoded words decoded, such as `=?utf-8?B?Y2Fmw6k=?=` (RFC 2047); null where one cannot be. */
export function decodeEncodedWords(text: string): string | null {
	if (!text.includes("=?")) return text;
	let isWhole = true;
	const decoded = text.replace(words, (run) => {
		const read = decodeRun(run);
		isWhole &&= read !== null;
		return read ?? "";
	});
	return isWhole ? decoded : null;
}

/** Words of one charset are decoded together, since some senders split a character between two. */
function decodeRun(run: string): string | null {
	const pieces: { readonly charset: string; readonly bytes: Buffer[] }[] = [];
	for (const [, charset = "", encoding = "", encoded = ""] of run.matchAll(
		word,
	)) {
		const bytes = /b/i.test(encoding) ? decodeB(encoded) : decodeQ(encoded);
		if (bytes === null) return null;
		const last = pieces.at(-1);
		if (last?.charset === charset.toLowerCase()) last.bytes.push(bytes);
		else pieces.push({ charset: charset.toLowerCase(), bytes: [bytes] });
	}
	const texts = pieces.map(({ charset, bytes }) =>
		decodeCharset(Buffer.concat(bytes), charset),
	);
	return texts.includes(null) ? null : texts.join("");
}

function decodeB(encoded: string): Buffer | null {
	return /^[A-Za-z0-9+/]*={0,2}$/.test(encoded)
		? Buffer.from(encoded, "base64")
		: null;
}

function decodeQ(encoded: string): Buffer | null {
	if (/=(?![0-9a-f]{2})/i.test(encoded)) return null;
	const bytes = encoded
		.replaceAll("_", " ")
		.replace(/=(..)/g, (_, hex: string) =>
			String.fromCharCode(Number.parseInt(hex, 16)),
		);
	return Buffer.from(bytes, "latin1");
}
