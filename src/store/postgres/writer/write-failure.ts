import { type Failure, failureOf } from "../connection/postgres-errors.ts";

/** Why a call of the writer failed, by what that means for its batch. */
export class WriteFailure extends Error {
	override readonly name = "WriteFailure";
	readonly failure: Failure;

	constructor(cause: unknown) {
		super("The database did not do what the writer asked for.", { cause });
		this.failure = failureOf(cause);
	}
}
