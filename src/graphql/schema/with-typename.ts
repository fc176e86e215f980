import { brandWithType, type OutputType } from "@pothos/core";
import type { BuilderTypes } from "./builder.ts";

/**
 * Says of each object what type it is as soon as it is loaded. The Relay plugin does so too, but only after another field
 * of the same document may have taken the object from its cache: a `node` beside a `nodes` of the same id.
 */
export async function withTypename<Value extends object>(
	typename: string,
	loading: Promise<readonly (Value | null)[]>,
): Promise<(Value | null)[]> {
	const loaded = await loading;
	// Pothos' type knows the names that a builder lists, and this one lists none. The plugin brands by the name too, and the same brand alone may be put on twice.
	const type = typename as unknown as OutputType<BuilderTypes>;
	for (const value of loaded)
		if (value) brandWithType<BuilderTypes>(value, type);
	return [...loaded];
}
