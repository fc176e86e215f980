import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atExit } from "../crash/at-exit.ts";
import type { CatalogueFile } from "../src/domain/catalogue/file/catalogue-file-schema.ts";
import { readDemoCatalogue } from "../src/startup/demo.ts";
import { type Client, createClient } from "./client.ts";
import type { WholeNumbers } from "./compare-case.ts";
import { filesLeftBehind } from "./count-files.ts";
import type { FuzzRequest, HeadersOf } from "./fuzz-request.ts";
import { type FuzzServer, startFuzzServer } from "./fuzz-server.ts";
import { openCallers } from "./open-callers.ts";

/** A server on a new folder, with sessions and a few cases to talk about. */
export type Stage = {
	readonly server: FuzzServer;
	readonly client: Client;
	readonly headersOf: HeadersOf;
	/** Ends the server; answers its exit code and the files that no row names. */
	readonly end: () => Promise<{
		readonly code: number | null;
		readonly leftBehind: readonly string[];
	}>;
};

/** Cases that every stage begins with, by both parties in turn. */
const firstCases = 45;

export async function openStage(): Promise<Stage> {
	const folder = mkdtempSync(join(tmpdir(), "casebridge-fuzz-"));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	const forget = atExit(remove);
	const server = await startFuzzServer(folder);
	const client = createClient(server.port);
	const headersOf = await openCallers(client.send);
	for (let index = 0; index < firstCases; index++)
		await client.send(firstCase(index), headersOf);
	await client.sendAll(Array(64).fill(firstUpload), headersOf);
	await server.slowestTurn();
	return {
		server,
		client,
		headersOf,
		async end() {
			client.close();
			const code = await server.stop();
			const leftBehind = filesLeftBehind(folder);
			remove();
			forget();
			return { code, leftBehind };
		},
	};
}

function firstCase(index: number): FuzzRequest {
	const file = { fileName: "a.txt", content: btoa(`file ${index}`) };
	return {
		...{ protocol: "rest", what: "setup", place: "headers", headEdits: [] },
		caller: index % 3 === 2 ? "party2Web" : "party1Web",
		...{ method: "POST", path: "/api/v4/cases", sent: null },
		headers: [["content-type", "application/json"]],
		body: Buffer.from(
			JSON.stringify({
				...{ categoryCode: "Reclamo", typeCode: "Telefonico" },
				comments: [{ description: `The line ${index} is dead.` }],
				attachements: [file],
			}),
		),
	};
}

const firstUpload: FuzzRequest = {
	...{ protocol: "rest", what: "setup", place: "headers", headEdits: [] },
	...{ caller: "party1Web", method: "PUT", sent: null },
	path: "/api/v4/uploads?fileName=a.txt",
	headers: [["content-type", "text/plain"]],
	body: Buffer.from("bytes"),
};

/** The catalogue that every stage has. */
export async function readCatalogue() {
	const file = JSON.parse(await readDemoCatalogue()) as CatalogueFile;
	const wholeNumbers: WholeNumbers = new Set(
		file.types.flatMap(({ code, fields = [] }) =>
			fields
				.filter(({ type }) => type === "Number")
				.map((field) => `${code} ${field.code}`),
		),
	);
	return { file, wholeNumbers };
}
