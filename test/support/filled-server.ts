import { uploaded } from "../rest/v4/file-calls.ts";
import { party1, postCase, telefonico } from "./requests.ts";
import type { TestServer } from "./test-server.ts";

/** The environment in which a command finds what a server stores. */
export function environmentOf(server: TestServer): NodeJS.ProcessEnv {
	return {
		DATABASE_URL: `file:${server.databaseFile}`,
		ATTACHMENTS_DIR: server.attachmentsFolder,
	};
}

/** The headers of a create with a key. */
export function keyed(key: string) {
	return { ...party1, "idempotency-key": key };
}

/** Three cases with keys `key-1` to `key-3`, each with a comment and an attachment, and one upload: at the least a row in each table with checksums. */
export async function fill(server: TestServer): Promise<void> {
	for (const number of [1, 2, 3])
		await postCase(server, bodyOf(number), keyed(`key-${number}`));
	await uploaded(server);
}

/** What the case of `key-N` was created from. */
export function bodyOf(number: number) {
	return {
		...telefonico,
		comments: [{ description: `comment ${number}` }],
		caseData: { monto: "12.50" },
		attachements: [
			{
				fileName: `file-${number}.txt`,
				content: Buffer.from(`content ${number}`).toString("base64"),
			},
		],
	};
}
