import { parseCookie, stringifySetCookie } from "cookie";

const name = "casebridge_session";

/** The session token that a browser sends back. */
export function readSessionCookie(header: string | undefined): string | null {
	return (header && parseCookie(header)[name]) || null;
}

export type CookieOptions = {
	/** Only over HTTPS: in production, and wherever the public address is one. */
	readonly isSecure: boolean;
};

/** The `Set-Cookie` value that keeps a session for its `lifetime` in seconds, whatever the clock of the client says; both doors set the same. */
export function sessionCookie(
	token: string,
	lifetime: number,
	{ isSecure }: CookieOptions,
): string {
	const attributes = { path: "/", httpOnly: true, sameSite: "lax" } as const;
	return stringifySetCookie({
		...attributes,
		name,
		value: token,
		maxAge: lifetime,
		secure: isSecure,
	});
}

/** The `Set-Cookie` value that forgets the session. */
export function expiredSessionCookie(options: CookieOptions): string {
	return sessionCookie("", 0, options);
}
