/** Somewhere a session can go. */
export type SessionLink = { readonly ref: string; readonly href: string };

/** The addresses that answers of both protocols carry. */
export type Links = {
	/** Where somebody can go who is signed in, or who is not. */
	readonly session: (isSignedIn: boolean) => readonly SessionLink[];
	/** Where the bytes of an attachment are. */
	readonly attachment: (id: number) => string;
};

/** Makes addresses that are all under the configured public one: a Host header never shows up in them. */
export function createLinks(publicUrl: string, v4BasePath: string): Links {
	const base = publicUrl + v4BasePath;
	const signedIn = [{ ref: "profile", href: `${base}/me` }];
	const signedOut = [
		{ ref: "register", href: `${base}/register` },
		{ ref: "login", href: `${base}/signin` },
	];
	return {
		session: (isSignedIn) => (isSignedIn ? signedIn : signedOut),
		attachment: (id) => `${base}/cases/files/${id}`,
	};
}
