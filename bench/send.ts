import type { Client } from "undici";

type Request = {
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
};

export type Answer = { readonly status: number; readonly text: string };

/** Sends one POST. Undici's own `request` would cost the load process twice as much as the server it measures. */
export function send(client: Client, request: Request): Promise<Answer> {
	return new Promise((resolve, reject) => {
		let status = 0;
		let text = "";
		client.dispatch(
			{ ...request, method: "POST" },
			{
				onRequestStart() {},
				onResponseStart(_controller, statusCode) {
					status = statusCode;
				},
				onResponseData(_controller, chunk) {
					text += chunk.toString();
				},
				onResponseEnd: () => resolve({ status, text }),
				onResponseError: (_controller, error) => reject(error),
			},
		);
	});
}
