import type { ErrorForm } from "./errors.ts";

/** A request that is refused before its operation runs, for a reason that v4 does not have. */
export class OperationError extends Error {
	override readonly name = "OperationError";
	readonly form: ErrorForm;

	constructor(form: ErrorForm, message: string) {
		super(message);
		this.form = form;
	}
}
