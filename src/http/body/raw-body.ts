import type {
	FastifyInstance,
	FastifyRequest,
	onRequestHookHandler,
} from "fastify";
import { HttpError } from "../answers/http-error.ts";
import { sayHttp } from "../messages/say-http.ts";
import { releaseChunks } from "./release-chunks.ts";

/** Leaves bodies of every type to the routes of this instance, which read them as they come, or not at all. */
export function useRawBodies(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser("*", async () => undefined);
}

/** An `onRequest` hook: Fastify would refuse a type that it cannot read before the route does, in words of its own. */
export const hideContentType: onRequestHookHandler = ({ raw }, _, done) => {
	delete raw.headers["content-type"];
	done();
};

/** The type as it was sent, hidden or not. */
export function sentContentType({ raw }: FastifyRequest): string | undefined {
	return raw.headersDistinct["content-type"]?.[0];
}

/** The bytes of a body as they come. Whoever stops reading early leaves the connection whole for the answer. */
export async function* readRawBody({
	raw,
}: FastifyRequest): AsyncGenerator<Uint8Array> {
	try {
		yield* releaseChunks(raw);
	} catch {
		throw new HttpError("badRequest", sayHttp("bodyCutOff", {}));
	}
}

/** Reads what is left of a body to nowhere: many callers look for the answer only when they have sent everything. */
export function discardBody({ raw }: FastifyRequest): void {
	raw.unpipe().resume();
}

/** The size in `Content-Length`; null when it was not announced. */
export function announcedSize({ headers }: FastifyRequest): number | null {
	const length = headers["content-length"];
	return length === undefined ? null : Number(length);
}
