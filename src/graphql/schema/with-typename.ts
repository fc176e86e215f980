import { brandWithType } from "@pothos/core";

/**
 * Says of each object what type it is as soon as it is loaded. The Relay plugin does so too, but only after another field
 * of the same document may have taken the object from its cache: a `node` beside a `nodes` of the same id.
 */
export async function withTypename<Value extends object>(
	typename: string,
	loading: Promise<readonly (Value | null)[]>,
): Promise<(Value | null)[]> {
	const loaded = await loading;
	// Pothos knows names of types where a builder lists its objects; this one does not.
	for (const value of loaded)
		if (value) brandWithType(value, typename as never);
	return [...loaded];
}
