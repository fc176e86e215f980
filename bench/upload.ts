import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stopChildren } from "./child-processes.ts";
import { describeEnvironment, requirePinnedNode } from "./environment.ts";
import { peers } from "./peers.ts";
import { startServer } from "./server-process.ts";

/*
 * Says how much memory large files cost the server: node upload.ts. Everything is tried with a small file first, so
 * that only the size counts; then the highest resident set while a file passes is compared with the one before it.
 */

const mebibyte = 2 ** 20;
const small = mebibyte;
const large = 100 * mebibyte;
const largest = 200 * mebibyte;
const rounds = 3;
/** What the resident set may grow by in an upload; in a download, what the garbage collector lets gather. */
const allowed = 40 * mebibyte;
const uploads = ["POST, multipart", "PUT, raw"];

type Server = { readonly pid: number; readonly origin: string };
type Body = {
	readonly type?: string;
	/** Bytes; announced, as nearly all clients do. */
	readonly size: number;
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
			...(body && { "content-length": body.size }),
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
		async write(sent) {
			sent.write(text);
		},
	};
}

const piece = Buffer.alloc(64 * 1024, "casebridge ");

/** A file of this size, written no faster than it is read. */
function fileOf(size: number): Body {
	return {
		size,
		async write(sent) {
			for (let left = size; left > 0; left -= piece.length)
				if (!sent.write(piece)) await once(sent, "drain");
		},
	};
}

const head =
	'--bench\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
const tail = "\r\n--bench--\r\n";

function multipartOf({ size, write }: Body): Body {
	return {
		type: "multipart/form-data; boundary=bench",
		size: head.length + size + tail.length,
		async write(sent) {
			sent.write(head);
			await write(sent);
			sent.write(tail);
		},
	};
}

async function addToCase(server: Server, size: number): Promise<number> {
	const body = multipartOf(fileOf(size));
	const answer = await call(server, "POST", "/cases/1/files", body);
	return JSON.parse(answer).attachments.at(-1).id;
}

const put = (server: Server, size: number) =>
	call(server, "PUT", "/uploads?fileName=a", fileOf(size));

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

async function run(folder: string): Promise<boolean> {
	const peer = peers.find(({ dialect }) => dialect === "v4");
	if (!peer) throw new Error("There is no peer for v4.");
	const server = await startServer(peer, folder, [], {
		MAX_ATTACHMENT_BYTES: String(largest),
	});
	const newCase = '{"categoryCode":"Reclamo","typeCode":"Telefonico"}';
	const type = "application/json";
	await call(server, "POST", "/cases", bodyOf(newCase, type));
	await put(server, small);
	await read(server, await addToCase(server, small));
	const results: Record<string, number[]> = {};
	for (let round = 0; round < rounds; round++) {
		let id = 0;
		const ways = {
			"POST, multipart": async () => {
				id = await addToCase(server, large);
			},
			"PUT, raw": () => put(server, large),
			"GET, checked": () => read(server, id),
		};
		for (const [name, work] of Object.entries(ways)) {
			results[name] ??= [];
			results[name].push(await growth(server, work));
		}
	}
	const { node, cpu, cores, date } = describeEnvironment();
	const lines = Object.entries(results).map(([name, all]) => {
		const figures = all.map((bytes) => (bytes / mebibyte).toFixed(1));
		return `${name.padEnd(16)} ${figures.map((text) => text.padStart(6)).join(" ")}\n`;
	});
	process.stdout.write(
		`MiB of resident memory while one file of ${large / mebibyte} MiB passes, ${rounds} times in turn\n${lines.join("")}Node ${node}; ${cores} cores, ${cpu}; ${date}.\n`,
	);
	await server.stop();
	return uploads.every((name) =>
		results[name]?.every((bytes) => bytes < allowed),
	);
}

const folder = mkdtempSync(join(tmpdir(), "casebridge-upload-"));
let code = 1;
try {
	requirePinnedNode();
	if (await run(folder)) code = 0;
	else
		process.stderr.write(`More than ${allowed / mebibyte} MiB is too much.\n`);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
}
await stopChildren();
rmSync(folder, { recursive: true, force: true });
process.exit(code);
