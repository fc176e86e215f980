/** Somewhere a session can go. */
export type SessionLink = { readonly ref: string; readonly href: string };

/** The addresses that answers of both protocols carry. */
export type Links = {
	/** For a caller who is signed in, */
	readonly signedIn: readonly SessionLink[];
	/** or who is not. */
	readonly signedOut: readonly SessionLink[];
	/** The address of the bytes of an attachment. */
	readonly attachment: (id: number) => string;
};

/** Makes addresses that are all under the configured public one: a Host header is never part of them. */
export function createLinks(publicUrl: string, v4BasePath: string): Links {
	const base = publicUrl + v4BasePath;
	return {
		signedIn: [{ ref: "profile", href: `${base}/me` }],
		signedOut: [
			{ ref: "register", href: `${base}/register` },
			{ ref: "login", href: `${base}/signin` },
		],
		attachment: (id) => `${base}/cases/files/${id}`,
	};
}
