import { MIMEType } from "node:util";
import { HttpError } from "../answers/http-error.ts";
import { sayHttp } from "../messages/say-http.ts";
import { type Charset, findCharset } from "./charsets.ts";

/** The members of a list, whose commas may stand in quotes too. */
const members = /(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g;

/** The charset of a body that `Content-Type` calls JSON, UTF-8 where it names none; some write one type twice. Refuses every other. */
export function readJsonType(
	header: string,
	charsets: readonly Charset[],
): Charset {
	const types = header.includes(",")
		? (header.match(members) ?? []).filter((type) => type.trim() !== "")
		: [header];
	const [charset, ...others] = types.map((type) => charsetOf(type, charsets));
	if (charset === undefined || others.some((other) => other !== charset))
		throw notOfType(charsets, header);
	return charset;
}

function charsetOf(type: string, charsets: readonly Charset[]): Charset {
	// A parser passes over a parameter with spaces around its equals sign, and over the second of a name.
	const plain = type
		.split("=")
		.map((part) => part.trim())
		.join("=");
	const sent = plain.toLowerCase().match(/;[\t ]*charset=[^;]*/g) ?? [];
	const isAmbiguous = new Set(sent.map((one) => one.slice(1).trim())).size > 1;
	const parsed = parseType(plain);
	if (parsed?.essence !== "application/json" || isAmbiguous)
		throw notOfType(charsets, type.trim());
	const name = parsed.params.get("charset");
	if (name === null) return "UTF-8";
	const charset = findCharset(name, charsets);
	if (charset === null)
		throw new HttpError(
			"unsupportedMediaType",
			sayHttp("bodyInCharset", { charsets, charset: name }),
		);
	return charset;
}

function parseType(type: string): MIMEType | null {
	try {
		return new MIMEType(type);
	} catch {
		return null;
	}
}

function notOfType(charsets: readonly Charset[], sent: string) {
	return new HttpError(
		"unsupportedMediaType",
		sayHttp("bodyNotOfType", { charsets, sent }),
	);
}
