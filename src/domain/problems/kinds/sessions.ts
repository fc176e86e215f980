import type { ProblemCode } from "../problem-codes.ts";
import type { NoParameters } from "./no-parameters.ts";

/** Of signing in. */
export type SessionParameters = {
	readonly wrongCredentials: NoParameters;
	readonly alreadySignedIn: NoParameters;
	readonly partyNotFound: { readonly principal: string };
	readonly tokenRequired: NoParameters;
};

export const sessionCodes = {
	wrongCredentials: "INVALID_CREDENTIALS",
	alreadySignedIn: "ALREADY_SIGNED_IN",
	partyNotFound: "PARTY_NOT_FOUND",
	tokenRequired: "TOKEN_REQUIRED",
} as const satisfies Record<keyof SessionParameters, ProblemCode>;
