import { parseCookie, stringifySetCookie } from "cookie";

const name = "casebridge_session";

/** The session token that a browser sends back. */
export function readSessionCookie(header: string | undefined): string | null {
	return (header && parseCookie(header)[name]) || null;
}

type CookieOptions = {
	/** Only over HTTPS: in production, and wherever the public address is one. */
	readonly isSecure: boolean;
};

/** The `Set-Cookie` value that keeps a session until it ends; both doors set the same. `expiresAt` is in milliseconds since 1970. */
export function sessionCookie(
	token: string,
	expiresAt: number,
	{ isSecure }: CookieOptions,
): string {
	const attributes = { path: "/", httpOnly: true, sameSite: "lax" } as const;
	return stringifySetCookie({
		...attributes,
		name,
		value: token,
		expires: new Date(expiresAt),
		secure: isSecure,
	});
}

/** The `Set-Cookie` value that forgets the session. */
export function expiredSessionCookie(options: CookieOptions): string {
	return sessionCookie("", 0, options);
}
