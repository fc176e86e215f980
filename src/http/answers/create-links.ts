/** Somewhere a session can go. */
export type SessionLink = { readonly ref: string; readonly href: string };

/** The addresses that answers of both protocols carry. */
export type Links = {
	/** Where somebody can go who is signed in, */
	readonly signedIn: readonly SessionLink[];
	/** or who is not. */
	readonly signedOut: readonly SessionLink[];
	/** Where the bytes of an attachment are. */
	readonly attachment: (id: number) => string;
};

/** Makes addresses that are all under the configured public one: a Host header never shows up in them. */
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
