import { StrictJsonError } from "../../../http/json/strict-json.ts";
import { sayHttp } from "../../../http/sentences/say-http.ts";

/** The body as an object; old callers send `[]` for an empty one. */
export function readBodyObject(
	body: unknown,
): Readonly<Record<string, unknown>> {
	if (Array.isArray(body) && body.length === 0) return {};
	if (typeof body !== "object" || body === null || Array.isArray(body))
		throw new StrictJsonError(
			"INVALID_JSON",
			[],
			sayHttp("bodyNotAnObject", {}),
		);
	return body as Readonly<Record<string, unknown>>;
}
