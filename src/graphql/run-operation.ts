import { createExpressLane, type ExpressOptions } from "./express-lane.ts";
import type { RunOperation } from "./lane.ts";
import { createWordErrors } from "./word-errors.ts";
import { createYogaLane } from "./yoga-lane.ts";

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
