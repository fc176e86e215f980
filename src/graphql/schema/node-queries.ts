import type { MaybePromise } from "@pothos/core";
import { type GraphQLResolveInfo, isObjectType } from "graphql";
import { badUserInput } from "../errors/errors.ts";
import { sayGraphql } from "../messages/say-graphql.ts";
import { type GlobalId, readGlobalId } from "./global-id.ts";
import { largestPage } from "./page-size.ts";

/** `node` and `nodes` of the Relay plugin, for ids of types that are nodes. */
export const nodeQueries = {
	decodeGlobalID: readGlobalId,
	nodeQueryOptions: {
		description:
			"Fetches an object by its global id; null when there is none the caller may see.",
		args: { id: { description: "`id` of the object." } },
		resolve: (
			_root: unknown,
			{ id }: { id: GlobalId },
			_ctx: object,
			info: GraphQLResolveInfo,
			resolveNode: (id: GlobalId) => unknown,
		) => {
			requireNode(id, info);
			return resolveNode(id);
		},
	},
	nodesQueryOptions: {
		nullable: { list: true, items: true },
		description: `Fetches up to ${largestPage} objects by their global ids, in the order of the ids; null for each there is none of that the caller may see.`,
		args: { ids: { description: "`id` of each object." } },
		resolve: (
			_root: unknown,
			{ ids }: { ids: GlobalId[] },
			_ctx: object,
			info: GraphQLResolveInfo,
			resolveNodes: (ids: GlobalId[]) => MaybePromise<readonly unknown[]>,
		) => {
			if (ids.length > largestPage)
				throw badUserInput(
					sayGraphql("tooManyIds", { most: largestPage, count: ids.length }),
				);
			for (const id of ids) requireNode(id, info);
			return resolveNodes(ids);
		},
	},
};

/** The plugin would look for the loader of any name and fail with a message of its own. */
function requireNode({ typename }: GlobalId, { schema }: GraphQLResolveInfo) {
	const type = schema.getType(typename);
	const isNode =
		isObjectType(type) &&
		type.getInterfaces().some(({ name }) => name === "Node");
	if (!isNode) throw badUserInput(sayGraphql("idNotOfNode", { typename }));
}
