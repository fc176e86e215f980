import type { IncomingMessage } from "node:http";
import { HttpError } from "../answers/http-error.ts";
import { sayHttp } from "../messages/say-http.ts";
import { bodyTooLarge } from "./body-too-large.ts";

/** Milliseconds that a body may take to come. */
const longestBody = 30_000;

/**
 * The bytes of a body. Refuses one that is longer than `limit`, too slow, or cut off. Collects by events: an async
 * iterator costs several microseconds more. An error is made when it is needed: its stack costs as much.
 */
export function readBody(
	payload: IncomingMessage,
	limit: number,
): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(tooSlow()), longestBody).unref();
		const chunks: Buffer[] = [];
		let length = 0;
		payload.on("data", (chunk: Buffer) => {
			length += chunk.length;
			if (length > limit) {
				payload.removeAllListeners("data");
				payload.resume();
				reject(bodyTooLarge(limit));
			} else chunks.push(chunk);
		});
		payload.on("end", () => {
			clearTimeout(timer);
			resolve(
				chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks),
			);
		});
		const cutOff = () => {
			clearTimeout(timer);
			if (!payload.readableEnded) reject(wasCutOff());
		};
		payload.on("error", cutOff);
		payload.on("close", cutOff);
	});
}

function tooSlow() {
	return new HttpError(
		"requestTimeout",
		sayHttp("bodyTooSlow", { seconds: longestBody / 1000 }),
	);
}

function wasCutOff() {
	return new HttpError("badRequest", sayHttp("bodyCutOff", {}));
}
