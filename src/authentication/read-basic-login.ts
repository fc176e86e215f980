import type { Login } from "../domain/sessions/credentials.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });
/** Stands for Basic credentials that cannot be read: they are wrong like any others. */
const unreadable: Login = { principal: "", password: "" };

/** Reads HTTP Basic (RFC 7617) with user name and password in UTF-8, or else in ISO-8859-1; the password may hold colons. Null for another scheme. */
export function readBasicLogin(authorization: string | null): Login | null {
	const encoded = /^basic +(.*)$/i.exec(authorization ?? "")?.[1];
	if (encoded === undefined) return null;
	const text = decode(Buffer.from(encoded.trim(), "base64"));
	const colon = text.indexOf(":");
	if (colon === -1) return unreadable;
	return { principal: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Older clients write ISO-8859-1, which RFC 7617 leaves open. */
function decode(bytes: Buffer): string {
	try {
		return utf8.decode(bytes);
	} catch {
		return bytes.toString("latin1");
	}
}
