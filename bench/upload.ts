import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { describeEnvironment } from "./environment.ts";
import { peers } from "./peers.ts";
import { runInFolder } from "./run-in-folder.ts";
import { startServer } from "./server-process.ts";

/*
 * Says how much memory large files cost the server: node upload.ts. Each upload is the first that its server sees; the
 * highest resident set while the file passes is compared with the one before it. A download follows the uploads.
 */

const mebibyte = 2 ** 20;
const large = 100 * mebibyte;
const largest = 200 * mebibyte;
const rounds = 3;
/** What the resident set may grow by in an upload; in a download, what the garbage collector lets gather. */
const allowed = 40 * mebibyte;
/** Bytes that a client writes at once, and with it the size of a chunk. */
const usual = 64 * 1024;
const few = 1_000;

type Way = { readonly piece: number; readonly isAnnounced: boolean };
type Server = { readonly pid: number; readonly origin: string };
type Body = {
	readonly type?: string;
	/** Bytes; what is not announced goes out in chunks. */
	readonly size: number;
	readonly isAnnounced: boolean;
	readonly write: (sent: ClientRequest) => Promise<void>;
};

const login = Buffer.from("party1@example.com:demo-party-1");
const headers = {
	authorization: `Basic ${login.toString("base64")}`,
	"thalamus-touchpoint": "web",
	"thalamus-token": "demo-web-token",
};

/** Sends a request and reads its answer as it comes; answers what it begins with. */
async function call(
	{ origin }: Server,
	method: string,
	path: string,
	body?: Body,
): Promise<string> {
	const sent = request(`${origin}/api/v4${path}`, {
		method,
		headers: {
			...headers,
			...(body?.isAnnounced && { "content-length": body.size }),
			...(body?.type && { "content-type": body.type }),
		},
	});
	const answered = once(sent, "response") as Promise<[IncomingMessage]>;
	await body?.write(sent);
	sent.end();
	const [response] = await answered;
	let start = "";
	for await (const chunk of response)
		if (start.length < 1_000) start += chunk.toString("latin1");
	if ((response.statusCode ?? 0) >= 300 || start === "FAILED")
		throw new Error(`${method} ${path} answered ${start}`);
	return start;
}

function bodyOf(text: string, type: string): Body {
	return {
		type,
		size: text.length,
		isAnnounced: true,
		async write(sent) {
			sent.write(text);
		},
	};
}

/** A file of the large size, written no faster than it is read. */
function fileOf({ piece, isAnnounced }: Way): Body {
	const bytes = Buffer.alloc(piece, "casebridge ");
	return {
		size: large,
		isAnnounced,
		async write(sent) {
			for (let left = large; left > 0; left -= piece)
				if (!sent.write(bytes.subarray(0, left))) await once(sent, "drain");
		},
	};
}

const head =
	'--bench\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
const tail = "\r\n--bench--\r\n";

function multipartOf({ size, isAnnounced, write }: Body): Body {
	return {
		isAnnounced,
		type: "multipart/form-data; boundary=bench",
		size: head.length + size + tail.length,
		async write(sent) {
			sent.write(head);
			await write(sent);
			sent.write(tail);
		},
	};
}

async function addToCase(server: Server, way: Way): Promise<number> {
	const body = multipartOf(fileOf(way));
	const answer = await call(server, "POST", "/cases/1/files", body);
	return JSON.parse(answer).attachments.at(-1).id;
}

const put = (server: Server, way: Way) =>
	call(server, "PUT", "/uploads?fileName=a", fileOf(way));

const read = (server: Server, id: number) =>
	call(server, "GET", `/cases/files/${id}`);

/** How far the resident set rises above what it was, in bytes. */
async function growth(
	{ pid }: Server,
	work: () => Promise<unknown>,
): Promise<number> {
	const resident = (name: string) => {
		const status = readFileSync(`/proc/${pid}/status`, "utf8");
		return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) * 1024;
	};
	// 5 makes the kernel forget the highest resident set so far: proc(5).
	writeFileSync(`/proc/${pid}/clear_refs`, "5");
	const before = resident("VmRSS");
	await work();
	return resident("VmHWM") - before;
}

/** Starts a server that has one case and has seen no file. */
async function freshServer(folder: string) {
	const peer = peers.find(({ dialect }) => dialect === "v4");
	if (!peer) throw new Error("There is no peer for v4.");
	const server = await startServer(peer, mkdtempSync(join(folder, "run-")), {
		settings: { MAX_ATTACHMENT_BYTES: String(largest) },
	});
	const newCase = '{"categoryCode":"Reclamo","typeCode":"Telefonico"}';
	const type = "application/json";
	await call(server, "POST", "/cases", bodyOf(newCase, type));
	return server;
}

const ways: Readonly<Record<string, Way>> = {
	announced: { piece: usual, isAnnounced: true },
	"chunks of 64 KiB": { piece: usual, isAnnounced: false },
	"chunks of 1,000 bytes": { piece: few, isAnnounced: false },
};
const calls = { "POST, multipart": addToCase, "PUT, raw": put };

/** The growth of each upload, by its name, in bytes. */
async function measureUploads(folder: string): Promise<Map<string, number[]>> {
	const results = new Map<string, number[]>();
	for (let round = 0; round < rounds; round++)
		for (const [call, upload] of Object.entries(calls))
			for (const [framing, way] of Object.entries(ways)) {
				const server = await freshServer(folder);
				const name = `${call}, ${framing}`;
				const bytes = await growth(server, () => upload(server, way));
				results.set(name, [...(results.get(name) ?? []), bytes]);
				await server.stop();
			}
	return results;
}

async function measureDownloads(folder: string): Promise<number[]> {
	const server = await freshServer(folder);
	const id = await addToCase(server, { piece: usual, isAnnounced: true });
	const results: number[] = [];
	for (let round = 0; round < rounds; round++)
		results.push(await growth(server, () => read(server, id)));
	await server.stop();
	return results;
}

async function run(folder: string): Promise<void> {
	const uploads = await measureUploads(folder);
	const all = [
		...uploads,
		["GET, checked", await measureDownloads(folder)] as const,
	];
	const { node, cpu, cores, date } = describeEnvironment();
	const lines = all.map(([name, each]) => {
		const figures = each.map((bytes) => (bytes / mebibyte).toFixed(1));
		return `${name.padEnd(40)} ${figures.map((text) => text.padStart(6)).join(" ")}\n`;
	});
	process.stdout.write(
		`MiB of resident memory while one file of ${large / mebibyte} MiB passes; for each upload a new server\n${lines.join("")}Node ${node}; ${cores} cores, ${cpu}; ${date}.\n`,
	);
	if ([...uploads.values()].flat().some((bytes) => bytes >= allowed))
		throw new Error(`More than ${allowed / mebibyte} MiB is too much.`);
}

await runInFolder(run);
