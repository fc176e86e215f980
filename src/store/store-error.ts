/** A reason not to start, or not to go on, in one sentence for the administrator. */
export class StoreError extends Error {
	override readonly name = "StoreError";
}
