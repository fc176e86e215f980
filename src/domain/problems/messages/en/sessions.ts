import type { SessionParameters } from "../../kinds/sessions.ts";
import { quote } from "../../quote.ts";
import type { Messages } from "../messages.ts";

/** Of signing in. */
export const sessionMessages = {
	wrongCredentials: () =>
		"No one can sign in here with this principal and password.",
	alreadySignedIn: () => "This session is signed in already; sign out first.",
	partyNotFound: ({ principal }) =>
		`There is no party ${quote(principal)} to act for.`,
	tokenRequired: () =>
		"The browser does not keep the session cookie, because this page is on another site than casebridge; send the token of this answer with every call in the header Thalamus-Token (docs/browsers.md).",
} as const satisfies Messages<SessionParameters>;
