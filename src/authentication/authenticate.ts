import type { CatalogueSource } from "../domain/catalogue/catalogue-source.ts";
import type { Store } from "../domain/ports/store.ts";
import type {
	Credentials,
	LoginAttemptLimit,
} from "../domain/sessions/credentials.ts";
import {
	type Authentication,
	createCallerMemory,
} from "./create-caller-memory.ts";
import { type Checks, identifyCaller } from "./identify-caller.ts";

export type Authenticate = (
	credentials: Credentials,
	loginAttempts?: LoginAttemptLimit,
) => Promise<Authentication>;

type Parts = Checks & {
	readonly store: Pick<Store, "versions">;
	readonly catalogueSource: CatalogueSource;
	readonly now: () => number;
};

const nobody = { touchpoint: null, actor: null, sessionDigest: null };

/** Says who is calling. Accepted credentials are remembered until something changes that could make them others. */
export function createAuthenticate(parts: Parts): Authenticate {
	const { store, catalogueSource, now } = parts;
	const memory = createCallerMemory(now);

	return async (sent, loginAttempts) => {
		const { catalogue: version, credentials } = await store.versions();
		const catalogue = await catalogueSource(version);
		const versions = { catalogue: catalogue.version, credentials };
		if (!sent.touchpointCode || !sent.token)
			return {
				credentials: missingOf(sent),
				...nobody,
				catalogue,
				versions,
			};
		const known = memory.recall(sent, catalogue, credentials);
		if (known) return known;
		const caller = await identifyCaller(
			parts,
			catalogue,
			sent,
			credentials,
			loginAttempts,
		);
		if (!caller)
			return { credentials: "wrong", ...nobody, catalogue, versions };
		const { expiresAt, ...identified } = caller;
		const found = {
			credentials: "accepted",
			...identified,
			catalogue,
			versions,
		} as const;
		memory.remember(sent, found, expiresAt);
		return found;
	};
}

/** What was not sent, or is empty, of touchpoint and token. */
function missingOf({
	touchpointCode,
	token,
}: Credentials): Authentication["credentials"] {
	if (touchpointCode) return "withoutToken";
	return token ? "withoutTouchpoint" : "absent";
}
