import { createWordErrors } from "../errors/create-word-errors.ts";
import {
	createExpressLane,
	type ExpressOptions,
} from "./compiled/create-express-lane.ts";
import { createYogaLane } from "./create-yoga-lane.ts";
import type { RunOperation } from "./run.ts";

export type RunOptions = Pick<ExpressOptions, "schema" | "compileAt"> & {
	readonly introspection: boolean;
};

/** The way of every operation: the express lane when its document has run before, Yoga for everything else. */
export function createRunOperation(options: RunOptions): RunOperation {
	const { express, yoga } = createLanes(options);
	return (request, context) =>
		express.run(request, context) ?? yoga(request, context);
}

/** The two, each for itself: documents that Yoga runs are admitted to the express lane. */
export function createLanes({ introspection, ...options }: RunOptions) {
	const { schema } = options;
	const wordErrors = createWordErrors({ schema, mayName: introspection });
	const express = createExpressLane({ ...options, wordErrors });
	const { admit } = express;
	const yoga = createYogaLane({ schema, introspection, wordErrors, admit });
	return { express, yoga };
}
