import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { Dicer } from "@fastify/busboy";
import type { Sentence } from "../../domain/sentence.ts";
import { HttpError } from "../answers/http-error.ts";
import { bodyTooLarge } from "../body/body-too-large.ts";
import { sayHttp } from "../messages/say-http.ts";

export type Part = {
	/** By their names in lower case; bytes as Latin-1. */
	readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
	/** Must be read to its end before the next part is asked for. */
	readonly body: Readable;
};

type PartsOptions = {
	/** Bytes of the whole body. */
	readonly most: number;
	/** Told the bytes of the body as they come. */
	readonly onBytes: (bytes: Uint8Array) => void;
};

const mostParts = 40;
const mostHeaders = 20;
/** Bytes of the headers of one part. */
const longestHeaders = 8 * 1024;

/** The parts of a multipart body as they come; fails unless all of it is whole and is not too long. */
export async function* readParts(
	raw: IncomingMessage,
	boundary: string,
	{ most, onBytes }: PartsOptions,
): AsyncGenerator<Part> {
	const parser = createParser(boundary);
	const queue: Part[] = [];
	let current: Readable | null = null;
	let end: { readonly error: Error | null } | null = null;
	let wake = () => {};
	let begun = 0;
	let headed = 0;
	let length = 0;

	function finish(error: Error | null) {
		if (end !== null) return;
		end = { error };
		raw.unpipe(parser);
		raw.off("data", count);
		if (error) {
			current?.destroy(error);
			for (const { body } of queue) body.destroy(error);
		}
		wake();
	}
	const fail = (sentence: Sentence) =>
		finish(new HttpError("badRequest", sentence));
	function count(chunk: Buffer) {
		length += chunk.length;
		onBytes(chunk);
		if (length > most) finish(bodyTooLarge(most));
	}
	parser.on("part", (body) => {
		// Without a listener, an error of a part that nobody reads would end the process.
		body.on("error", () => {});
		if (++begun > mostParts)
			return fail(sayHttp("multipartTooManyParts", { most: mostParts }));
		body.on("header", (all) => {
			headed++;
			const headers = all as Part["headers"];
			if (hasTooMuch(headers))
				return fail(
					sayHttp("multipartTooManyHeaders", {
						most: mostHeaders,
						bytes: longestHeaders,
					}),
				);
			queue.push({ headers, body });
			wake();
		});
	});
	parser.on("error", ({ message }) =>
		fail(sayHttp("multipartUnreadable", { why: message })),
	);
	raw.on("data", count);
	raw.on("error", () => fail(sayHttp("multipartCutOff", {})));
	raw.on("close", () => {
		if (!raw.readableEnded) fail(sayHttp("multipartCutOff", {}));
	});
	raw.pipe(parser);
	parser.on("finish", () => {
		if (begun !== headed) return fail(sayHttp("multipartEndsInHeaders", {}));
		// What follows the last part says nothing, but belongs to the body; the pipe, which ended before, has paused it.
		raw.resume();
		if (raw.readableEnded) finish(null);
		else raw.once("end", () => finish(null));
	});
	try {
		for (;;) {
			const part = queue.shift();
			if (part) {
				current = part.body;
				yield part;
			} else if (end === null)
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			else break;
		}
	} finally {
		finish(null);
	}
	const { error } = end as { readonly error: Error | null };
	if (error) throw error;
}

function createParser(boundary: string): Dicer {
	const options = {
		boundary,
		autoDestroy: false,
		maxHeaderPairs: mostHeaders + 1,
		maxHeaderSize: 2 * longestHeaders,
	};
	try {
		return new Dicer(options);
	} catch (error) {
		const why = (error as Error).message;
		throw new HttpError("badRequest", sayHttp("multipartUnreadable", { why }));
	}
}

function hasTooMuch(headers: Part["headers"]): boolean {
	const lines = Object.entries(headers).flatMap(([name, values = []]) =>
		values.map((value) => name.length + value.length),
	);
	return (
		lines.length > mostHeaders ||
		lines.reduce((sum, line) => sum + line, 0) > longestHeaders
	);
}
