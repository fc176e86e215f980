import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

export type PathProxy = {
	/** The address that browsers use, with the path. */
	readonly url: string;
	/** What was asked for outside the path; it is answered with 404. */
	readonly outside: readonly string[];
	/** Sends what comes under the path to this server, without the path. */
	forwardTo(server: { readonly url: string }): void;
	[Symbol.asyncDispose](): Promise<void>;
};

/** A reverse proxy that cuts a path, as in front of an installation that shares its host with others. */
export async function startPathProxy(path: string): Promise<PathProxy> {
	const outside: string[] = [];
	let target = "";
	const proxy = createServer((incoming, outgoing) => {
		const { method, headers, url = "" } = incoming;
		const isUnder = url === path || url.startsWith(`${path}/`);
		if (!isUnder) {
			outside.push(`${method} ${url}`);
			outgoing.writeHead(404).end();
			return;
		}
		const forwarded = request(
			target + url.slice(path.length),
			{ method, headers },
			(answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
				answer.pipe(outgoing);
			},
		);
		forwarded.on("error", () => outgoing.destroy());
		incoming.pipe(forwarded);
	}).listen(0, "127.0.0.1");
	await once(proxy, "listening");
	const { port } = proxy.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}${path}`,
		outside,
		forwardTo(server) {
			target = server.url;
		},
		async [Symbol.asyncDispose]() {
			proxy.closeAllConnections();
			proxy.close();
			await once(proxy, "close");
		},
	};
}
