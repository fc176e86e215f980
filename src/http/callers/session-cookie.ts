import { hash } from "node:crypto";
import { parseCookie, stringifySetCookie } from "cookie";
import { tokenDigest } from "../../domain/sessions/token.ts";

export type SessionCookieOptions = {
	readonly name: string;
	/** The public path; the cookie goes nowhere else. */
	readonly path: string;
	/** Only over HTTPS: in production, and wherever the public address is one. */
	readonly isSecure: boolean;
};

/** The cookie of the session, the same for both protocols. */
export type SessionCookie = {
	/** The session token that a browser sends back in this header. */
	readonly read: (header: string) => string | null;
	/** The `Set-Cookie` value that keeps a session for its `lifetime` in seconds, whatever the clock of the client says. */
	readonly keep: (token: string, lifetime: number) => string;
	/** The `Set-Cookie` values that forget a session; a cookie of another installation stays. */
	readonly forget: (
		header: string | undefined,
		sessionDigest: string | null,
	) => readonly string[];
};

const defaultBase = "/api/v4";
const defaultName = "casebridge_session";

/** The cookie's name for the public path of v4: one of its own, so that installations on one host keep apart. */
export function sessionCookieName(base: string): string {
	return base === defaultBase
		? defaultName
		: `${defaultName}_${hash("sha256", base).slice(0, 8)}`;
}

/**
 * A browser may still hold a session under the default name and the path `/`, where every installation kept it before
 * each had a name of its own. It counts where there is no other; an unknown one is nobody's.
 */
export function createSessionCookie({
	name,
	path,
	isSecure,
}: SessionCookieOptions): SessionCookie {
	const attributes = {
		httpOnly: true,
		sameSite: "lax",
		secure: isSecure,
	} as const;
	const expired = { ...attributes, value: "", maxAge: 0 };

	return {
		read(header) {
			const cookies = parseCookie(header);
			return cookies[name] || cookies[defaultName] || null;
		},
		keep: (token, lifetime) =>
			stringifySetCookie({
				path,
				...attributes,
				name,
				value: token,
				maxAge: lifetime,
			}),
		forget(header, sessionDigest) {
			const own = stringifySetCookie({ ...expired, name, path });
			const old =
				name !== defaultName && parseCookie(header ?? "")[defaultName];
			return old && tokenDigest(old) === sessionDigest
				? [
						own,
						stringifySetCookie({ ...expired, name: defaultName, path: "/" }),
					]
				: [own];
		},
	};
}
