import { request } from "node:http";
import type { TestServer } from "../../support/test-server.ts";

type RawRequest = {
	readonly method?: string;
	readonly path?: string;
	/** Sent as they stand, repeated names included. */
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly body?: string | Uint8Array;
	/** Leaves `Content-Length` out. */
	readonly isChunked?: boolean;
};

export type RawAnswer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly text: string;
};

/** Sends what `fetch` would tidy up: repeated headers, any content type or none, any bytes. */
export function sendRaw(
	server: TestServer,
	{
		method = "POST",
		path = "/api/v4/cases",
		headers,
		body,
		isChunked = false,
	}: RawRequest,
): Promise<RawAnswer> {
	const { host, hostname, port } = new URL(server.url);
	const bytes = body === undefined ? undefined : Buffer.from(body);
	const length =
		bytes && !isChunked ? [["content-length", String(bytes.length)]] : [];
	return new Promise((resolve, reject) => {
		const sent = request({
			hostname,
			port,
			method,
			path,
			agent: false,
			headers: [["host", host], ...headers, ...length].flat(),
		});
		sent.on("error", reject);
		sent.on("response", async (response) => {
			const chunks = await response.toArray();
			resolve({
				status: response.statusCode as number,
				headers: response.headers,
				text: Buffer.concat(chunks).toString(),
			});
		});
		sent.end(bytes);
	});
}
