import type { ErrorExtensions } from "./errors.ts";

/** A request that is refused before its operation runs, for a reason that v4 does not have. */
export class OperationError extends Error {
	override readonly name = "OperationError";
	readonly extensions: ErrorExtensions;

	constructor(extensions: ErrorExtensions, message: string) {
		super(message);
		this.extensions = extensions;
	}
}
