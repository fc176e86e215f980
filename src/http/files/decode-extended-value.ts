import { decodeCharset } from "../json/decode-charset.ts";

/** The text of an extended value such as `UTF-8''caf%C3%A9` (RFC 8187); null where it cannot be decoded. */
export function decodeExtendedValue(value: string): string | null {
	const parts = /^([\w.:+-]+)'[\w-]*'([ -~]*)$/.exec(value);
	const [, charset = "", encoded = ""] = parts ?? [];
	if (parts === null || /%(?![0-9a-f]{2})/i.test(encoded)) return null;
	const bytes = encoded.replace(/%(..)/g, (_, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
	return decodeCharset(Buffer.from(bytes, "latin1"), charset);
}
