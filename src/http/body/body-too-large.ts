import { HttpError } from "../answers/http-error.ts";
import { sayHttp } from "../messages/say-http.ts";

/** The error for a body of more than `most` bytes. */
export function bodyTooLarge(most: number): HttpError {
	return new HttpError("bodyTooLarge", sayHttp("bodyTooLarge", { most }));
}
