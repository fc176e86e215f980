import {
	type ResolveCursorConnectionArgs,
	resolveCursorConnection,
} from "@pothos/plugin-relay";
import {
	checkPageSize,
	defaultPage,
	largestPage,
	type PageArguments,
} from "./page-size.ts";

type PageOptions<Item> = {
	readonly args: PageArguments;
	readonly toCursor: (item: Item) => string;
	/** Finds the items between two cursors, one more than the page holds. */
	readonly find: (
		range: ResolveCursorConnectionArgs,
	) => Promise<readonly Item[]>;
};

/** A page of a connection. One without entries has no cursors, where the plugin would give back what it was sent. */
export async function resolvePage<Item extends object>({
	args,
	toCursor,
	find,
}: PageOptions<Item>) {
	checkPageSize(args);
	const page = await resolveCursorConnection<Promise<Item[]>>(
		{ args, defaultSize: defaultPage, maxSize: largestPage, toCursor },
		async (range) => [...(await find(range))],
	);
	const { edges, pageInfo } = page;
	return edges.length > 0
		? page
		: {
				...page,
				pageInfo: { ...pageInfo, startCursor: null, endCursor: null },
			};
}
