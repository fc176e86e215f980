import { CommandError } from "../command-error.ts";
import type { Store } from "../ports/store.ts";
import { quote } from "../problems/quote.ts";
import { newToken, tokenDigest } from "../sessions/token.ts";
import { findTouchpoint } from "./find-touchpoint.ts";

type TouchpointTokenInput = {
	readonly touchpointCode: string;
	/** Revokes every earlier token of the touchpoint. */
	readonly replacesOthers: boolean;
};

/** Gives a touchpoint a new API token and answers it; only its digest is kept, so this is the one time it is seen. */
export async function addTouchpointToken(
	store: Store,
	now: () => number,
	{ touchpointCode, replacesOthers }: TouchpointTokenInput,
): Promise<string> {
	const touchpoint = await findTouchpoint(store, touchpointCode);
	if (!touchpoint.isActive)
		throw new CommandError(
			`Touchpoint ${quote(touchpointCode)} is not active; put it into the catalogue file first.`,
		);
	const token = newToken();
	await store.people.addTouchpointToken({
		digest: tokenDigest(token),
		touchpointCode,
		isDemo: false,
		createdAt: now(),
		replacesOthers,
	});
	return token;
}
