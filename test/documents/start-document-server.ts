import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "../support/free-port.ts";
import { spawnCasebridge } from "../support/spawn-casebridge.ts";
import { copyDemoDatabase, temporaryFolder } from "../support/test-server.ts";
import { isStream } from "./read-blocks.ts";

const root = join(import.meta.dirname, "../..");
const documentedPort = /:4000\b/g;
/** What is another text each time: tokens and moments. Documents show "…". */
const passing =
	/("(?:token|expiresAt|createdAt|updatedAt|at|startCursor|endCursor|cursor)":\s*)"[^"]+"/g;

/** What npm runs by this name, which needs no second look once npm has run it for a document. */
const script = "npm run casebridge -- ";
const program = `"${process.execPath}" bin/casebridge.js `;

/** A server on a database with the demo data, and a shell in the folder of the repository that runs what documents say, in their order. */
export async function startDocumentServer() {
	const folder = temporaryFolder();
	const port = await freePort();
	const env = {
		PORT: String(port),
		DATABASE_URL: `file:${join(folder, "casebridge.db")}`,
	};
	await copyDemoDatabase(join(folder, "casebridge.db"));
	const server = spawnCasebridge(env);
	const [, printed = ""] = await server.until(
		/Create a case:\n(curl [\s\S]*?)\n\n?$/,
	);
	const streams: Stream[] = [];
	let hasRunScript = false;

	const options = {
		cwd: root,
		env: { ...process.env, ...env },
	};
	const here = (command: string) =>
		command
			.replace(documentedPort, `:${port}`)
			.replaceAll(" backups/", ` ${folder}/backups/`);
	const there = (output: string) =>
		output
			.replaceAll(`:${port}`, ":4000")
			.replaceAll(folder, ".")
			.replace(passing, '$1"…"')
			.trim();

	async function stop() {
		for (const { child } of streams) child.kill("SIGKILL");
		server.process.kill("SIGTERM");
		await server.exited;
	}

	return {
		/** The command that `npm start` prints. */
		printed,
		stop,
		/** Runs a command to its end, or starts a stream, and answers what it has printed. */
		async run(command: string): Promise<string> {
			if (command.includes(" restore ")) await stop();
			const text = hasRunScript ? command.replaceAll(script, program) : command;
			hasRunScript ||= command.includes(script);
			const args = ["-euo", "pipefail", "-c", here(text)];
			if (!isStream({ command }))
				return there(
					execFileSync("bash", args, {
						...options,
						encoding: "utf8",
						stdio: ["ignore", "pipe", "pipe"],
					}),
				);
			const child = spawn("bash", ["-c", `exec ${here(command)}`], {
				...options,
				stdio: ["ignore", "pipe", "inherit"],
			});
			const stream: Stream = { child, output: "" };
			child.stdout?.on("data", (chunk: Buffer) => {
				stream.output += chunk.toString();
			});
			streams.push(stream);
			await once(child.stdout as NonNullable<typeof child.stdout>, "data");
			return "";
		},
		/** Ends the last stream, once it has printed an event, and answers what it has printed. */
		async readStream(): Promise<string> {
			const stream = streams.at(-1);
			if (!stream) throw new Error("No stream was started.");
			while (!/^data: .*\n/m.test(stream.output))
				await once(
					stream.child.stdout as NonNullable<typeof stream.child.stdout>,
					"data",
				);
			const lines = stream.output.split("\n");
			stream.child.kill("SIGKILL");
			return there(lines.filter((line) => !/^:?$/.test(line)).join("\n"));
		},
	};
}

type Stream = { readonly child: ChildProcess; output: string };
