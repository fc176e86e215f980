import { fileURLToPath } from "node:url";
import { startChild } from "./child-processes.ts";
import type { LoadJob, LoadReply, LoadResult } from "./load.ts";

const program = fileURLToPath(new URL("load.ts", import.meta.url));

/** Starts the process that sends requests; it does one job at a time. */
export function startLoad() {
	const child = startChild(program, { env: {}, hasChannel: true });
	let output = "";
	child.stderr?.on("data", (chunk) => {
		output = (output + chunk).slice(-4_000);
	});

	return {
		run(job: LoadJob): Promise<LoadResult> {
			return new Promise((resolve, reject) => {
				const ended = () =>
					reject(new Error(`The load process ended and said:\n${output}`));
				child.once("exit", ended);
				child.once("message", (reply: LoadReply) => {
					child.off("exit", ended);
					if ("failure" in reply) reject(new Error(reply.failure));
					else resolve(reply);
				});
				child.send(job);
			});
		},
	};
}

export type Load = ReturnType<typeof startLoad>;
