import { HttpError } from "../answers/http-error.ts";

/** The refusal of a body of more than `most` bytes. */
export function bodyTooLarge(most: number): HttpError {
	return new HttpError(
		"bodyTooLarge",
		`The body may hold at most ${most} bytes.`,
	);
}
