import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { freePort } from "./support/free-port.ts";
import { readDatabase } from "./support/read-database.ts";
import { temporaryFolder } from "./support/test-server.ts";

const root = join(import.meta.dirname, "..");
/** What the README says after `npm ci`. */
const [, documented = ""] =
	/^npm ci && (npm start)$/m.exec(
		readFileSync(join(root, "README.md"), "utf8"),
	) ?? [];

/** Makes the next program process 1 of a PID namespace; what it starts is gone when it ends, as in a container. */
const asProcess1 = [
	"unshare",
	"--pid",
	"--fork",
	"--kill-child",
	"--mount-proc",
];
const hasNamespaces = spawnSync("unshare", [...asProcess1.slice(1), "true"]);
const skip =
	hasNamespaces.status === 0
		? false
		: "unshare is not installed, or this user may not make a PID namespace";

const started = new Set<ChildProcess>();
after(() => {
	for (const { pid } of started)
		try {
			process.kill(-Number(pid), "SIGKILL");
		} catch {
			// It has ended, as it should.
		}
});

async function startProgram(command: readonly string[]) {
	const folder = temporaryFolder();
	const port = await freePort();
	const file = join(folder, "data/casebridge.db");
	const [program = "", ...args] = command;
	const child = spawn(program, args, {
		cwd: root,
		env: {
			PATH: process.env.PATH,
			HOME: folder,
			PORT: String(port),
			DATABASE_URL: `file:${file}`,
			LOG_LEVEL: "warn",
		},
		stdio: ["ignore", "pipe", "pipe"],
		detached: true,
	});
	started.add(child);
	let output = "";
	for (const stream of [child.stdout, child.stderr])
		stream?.on("data", (chunk: Buffer) => {
			output += chunk.toString();
		});
	const exited = once(child, "exit");
	return { child, exited, file, port, output: () => output };
}

type Started = Awaited<ReturnType<typeof startProgram>>;

async function untilListening({ child, output }: Started): Promise<void> {
	while (!output().includes("Create a case:")) {
		assert.equal(child.exitCode, null, output());
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

const body = '{"categoryCode":"Reclamo","typeCode":"Telefonico"}';

/** A create of which the second half is not sent; resolves once the server has begun to read it. */
async function sendHalf(port: number): Promise<Socket> {
	const socket = connect(port, "127.0.0.1");
	socket.write(
		[
			"POST /api/v4/cases?touchpoint=web&token=demo-web-token HTTP/1.1",
			"Host: localhost",
			`Authorization: Basic ${btoa("party1@example.com:demo-party-1")}`,
			"Content-Type: application/json",
			"Expect: 100-continue",
			`Content-Length: ${body.length}`,
			"",
			"",
		].join("\r\n"),
	);
	const [chunk] = await once(socket, "data");
	assert.match(String(chunk), /^HTTP\/1\.1 100 /);
	socket.write(body.slice(0, 10));
	return socket;
}

/** The process, seen from here, that a program started by a clone of the namespace is: its only child. */
function childOf(pid: number | undefined): number {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
	const [child = ""] = children.trim().split(" ");
	assert.match(child, /^\d+$/);
	return Number(child);
}

async function assertEndsOrderly(
	server: Started,
	signalled: number,
): Promise<void> {
	const { child, exited, file, port, output } = server;
	const socket = await sendHalf(port);
	let answer = "";
	socket.on("data", (chunk) => {
		answer += chunk;
	});
	const closed = once(socket, "close");
	process.kill(signalled, "SIGTERM");
	// The port is given up first, so the server has heard of it.
	while (await isAnswered(port))
		assert.equal(child.exitCode ?? child.signalCode, null, output());
	socket.write(body.slice(10));
	await closed;
	assert.match(answer, /^HTTP\/1\.1 201 /, output());
	assert.deepEqual(await exited, [0, null], output());
	const listener = createServer().listen(port, "127.0.0.1");
	await once(listener, "listening");
	listener.close();
	assert.deepEqual(programsOn(file), []);
	assert.ok(!existsSync(`${file}-wal`));
	const count = readDatabase(file, (database) =>
		database.prepare("SELECT count(*) FROM cases").pluck().get(),
	);
	assert.equal(count, 1);
}

async function isAnswered(port: number): Promise<boolean> {
	const socket = connect(port, "127.0.0.1");
	const outcome = await Promise.race([
		once(socket, "connect").then(() => true),
		new Promise<boolean>((resolve) =>
			socket.once("error", () => resolve(false)),
		),
	]).catch(() => false);
	socket.destroy();
	if (outcome) await new Promise((resolve) => setTimeout(resolve, 10));
	return outcome;
}

/** Processes that were started with this database. */
function programsOn(file: string): string[] {
	return readdirSync("/proc").filter((pid) => {
		if (!/^\d+$/.test(pid)) return false;
		try {
			return readFileSync(`/proc/${pid}/environ`, "utf8").includes(file);
		} catch {
			return false;
		}
	});
}

describe("H12: the README's command, asked to end", () => {
	const command = documented.split(" ");

	test("finishes the create that it has begun to read, and leaves no process behind", async () => {
		const server = await startProgram(command);
		await untilListening(server);
		await assertEndsOrderly(server, Number(server.child.pid));
	});

	test("does so as process 1 of a container too", { skip }, async () => {
		const server = await startProgram([...asProcess1, ...command]);
		await untilListening(server);
		await assertEndsOrderly(server, childOf(server.child.pid));
	});

	test("node itself does so as process 1", { skip }, async () => {
		const server = await startProgram([
			...asProcess1,
			process.execPath,
			"bin/casebridge.js",
		]);
		await untilListening(server);
		await assertEndsOrderly(server, childOf(server.child.pid));
	});

	test("hears of it as process 1 while it starts", { skip }, async () => {
		const server = await startProgram([
			...asProcess1,
			process.execPath,
			"bin/casebridge.js",
		]);
		while (!existsSync(server.file))
			await new Promise((resolve) => setTimeout(resolve, 1));
		process.kill(childOf(server.child.pid), "SIGTERM");
		const [code] = await server.exited;
		assert.ok(code === 0 || code === 143, server.output());
		assert.doesNotMatch(server.output(), /listens/);
		assert.deepEqual(programsOn(server.file), []);
	});

	test("casebridge is handed its arguments by npm", () => {
		const { stdout } = spawnSync(
			"npm",
			["run", "casebridge", "--", "party", "add", "--help"],
			{ cwd: root, encoding: "utf8" },
		);
		assert.match(stdout, /Usage: casebridge party add /);
	});
});
