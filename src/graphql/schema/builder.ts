import SchemaBuilder from "@pothos/core";
import RelayPlugin from "@pothos/plugin-relay";
import ValidationPlugin from "@pothos/plugin-validation";
import type { FastifyBaseLogger } from "fastify";
import { GraphQLDateTime, GraphQLSafeInt } from "graphql-scalars";
import type { Profile } from "../../domain/actor.ts";
import type { Context } from "../../domain/context.ts";
import type { RequestHeaders } from "../../http/callers/session-options.ts";
import type { NotedProblem } from "../../http/log/note-problems.ts";
import type { Lookup } from "./batched.ts";
import { jsonObject } from "./json-object.ts";
import { nodeQueries } from "./node-queries.ts";

/** The context of a resolver: the domain's context, and what it needs of the transport. */
export type GraphqlContext = {
	/** In a subscription, set for each event to the caller and the catalogue of its moment. */
	domain: Context;
	/** Profiles of people, read together for all who ask at once; null until the first asks, see profiles.ts. */
	operators: Lookup<Profile> | null;
	parties: Lookup<Profile> | null;
	/** Aborts when the client leaves; null for one that does not accept an event stream. */
	readonly untilClientLeaves: (() => AbortSignal) | null;
	/** The log for faults of this request, and the id of the request. */
	readonly log: Pick<FastifyBaseLogger, "error">;
	readonly requestId: string;
	/** Keeps what a verb refused, for the log line of the request. */
	readonly noteProblems: (problems: readonly NotedProblem[]) => void;
	/** The headers of the request. */
	readonly headers: RequestHeaders;
	/** Adds a `Set-Cookie` header to the answer. */
	readonly setCookie: (value: string) => void;
};

/** A fresh builder; no type is hung on one at import, so that a schema can be built again for another catalogue. */
export function createBuilder() {
	const builder = new SchemaBuilder<{
		Context: GraphqlContext;
		DefaultFieldNullability: false;
		Scalars: {
			DateTime: { Input: Date; Output: Date };
			JSONObject: {
				Input: Record<string, unknown>;
				Output: Record<string, unknown>;
			};
			SafeInt: { Input: number; Output: number };
		};
	}>({
		plugins: [RelayPlugin, ValidationPlugin],
		defaultFieldNullability: false,
		relay: relayOptions,
	});
	builder.addScalarType("DateTime", GraphQLDateTime);
	builder.addScalarType("JSONObject", jsonObject);
	builder.addScalarType("SafeInt", GraphQLSafeInt);
	builder.queryType({ description: "Everything that can be read." });
	builder.mutationType({
		description:
			"Everything that can be changed. Problems of an input come back in `userErrors`, all at once.",
	});
	builder.subscriptionType({
		description:
			"Everything that can be listened to, by POST or GET with `Accept: text/event-stream`.",
	});
	return builder;
}

export type Builder = ReturnType<typeof createBuilder>;

/** What Pothos' own types are given as `Types`. */
export type BuilderTypes =
	Builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never;

/** What defines the fields of an object type that is resolved from a `Parent`. */
export type FieldsOf<Parent> = PothosSchemaTypes.ObjectFieldBuilder<
	BuilderTypes,
	Parent
>;

/** The descriptions of the Relay types, which the plugin leaves without descriptions. */
const relayOptions = {
	...nodeQueries,
	nodeTypeOptions: {
		description: "An object with an id that is unique across all types.",
	},
	idFieldOptions: { description: "Global id, for `node`." },
	pageInfoTypeOptions: { description: "Where a page lies in its connection." },
	hasNextPageFieldOptions: { description: "Whether more follow this page." },
	hasPreviousPageFieldOptions: {
		description: "Whether there are more before this page.",
	},
	startCursorFieldOptions: { description: "Cursor of the first edge." },
	endCursorFieldOptions: { description: "Cursor of the last edge." },
	pageInfoFieldOptions: { description: "Where the page lies." },
	edgesFieldOptions: { description: "The entries of the page." },
	cursorFieldOptions: {
		description:
			"The position of the entry, valid in this connection and its order.",
	},
	nodeFieldOptions: { description: "The entry itself." },
	firstArgOptions: { description: "How many from the start." },
	lastArgOptions: { description: "How many from the end." },
	afterArgOptions: { description: "Only what follows this cursor." },
	beforeArgOptions: { description: "Only what comes before this cursor." },
} as const;
