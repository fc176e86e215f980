import DataLoader from "dataloader";
import type { Context } from "../../domain/context.ts";

/** Looks one object up by its id; null if it does not exist. */
export type Lookup<Value> = (
	domain: Context,
	id: number,
) => Promise<Value | null>;

/** Without a cache, since a subscription uses one loader for hours. */
const options = { cache: false, batchScheduleFn: setImmediate };

/**
 * Turns a lookup of many ids into one of a single id: everything that the resolvers of a request ask for in one turn of the
 * event loop is read together.
 */
export function batched<Value>(
	load: (
		domain: Context,
		ids: readonly number[],
	) => Promise<ReadonlyMap<number, Value>>,
): Lookup<Value> {
	let caller: Context;
	const loader = new DataLoader(loadAll, options);

	async function loadAll(ids: readonly number[]) {
		const found = await load(caller, [...new Set(ids)]);
		return ids.map((id) => found.get(id) ?? null);
	}

	return (domain, id) => {
		caller = domain;
		return loader.load(id);
	};
}
