import type { Context } from "../../domain/context.ts";

/** Looks one thing up by its id; null when there is none. */
export type Lookup<Value> = (
	domain: Context,
	id: number,
) => Promise<Value | null>;

/**
 * Turns a lookup of many ids into one of a single id: all that the resolvers of a request ask for in one turn of the event
 * loop is read together. Nothing is remembered, since a subscription uses one for hours.
 */
export function batched<Value>(
	load: (
		domain: Context,
		ids: readonly number[],
	) => Promise<ReadonlyMap<number, Value>>,
): Lookup<Value> {
	let next: {
		readonly ids: Set<number>;
		readonly loaded: Promise<ReadonlyMap<number, Value>>;
	} | null = null;

	async function loadSoon(domain: Context, ids: ReadonlySet<number>) {
		await new Promise((resolve) => setImmediate(resolve));
		next = null;
		return load(domain, [...ids]);
	}

	return async (domain, id) => {
		if (!next) {
			const ids = new Set<number>();
			next = { ids, loaded: loadSoon(domain, ids) };
		}
		next.ids.add(id);
		return (await next.loaded).get(id) ?? null;
	};
}
