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
 * event loop is read together. The loader is made when it is first used, which a create never does.
 */
export function batched<Value>(
	load: (
		domain: Context,
		ids: readonly number[],
	) => Promise<ReadonlyMap<number, Value>>,
): Lookup<Value> {
	let caller: Context;
	let loader: DataLoader<number, Value | null> | undefined;

	async function loadAll(ids: readonly number[]) {
		const found = await load(caller, [...new Set(ids)]);
		return ids.map((id) => found.get(id) ?? null);
	}

	return (domain, id) => {
		caller = domain;
		loader ??= new DataLoader(loadAll, options);
		return loader.load(id);
	};
}
