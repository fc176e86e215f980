import { fileURLToPath } from "node:url";
import { startChild } from "./child-processes.ts";
import type { LoadJob } from "./load.ts";

const program = fileURLToPath(new URL("load.ts", import.meta.url));
/** Milliseconds in which the first acknowledgements must come. */
const patience = 20_000;

/** Starts the process that sends creates; resolves once `warmAt` of them were acknowledged. It goes on until it is killed. */
export async function startLoad(job: LoadJob) {
	const child = startChild([process.execPath, program], { hasChannel: true });
	const warm = Promise.withResolvers<void>();
	const fail = (what: string) =>
		warm.reject(
			new Error(`The load process ${what} and said: ${child.output()}`),
		);
	const timer = setTimeout(
		() =>
			fail(`had fewer than ${job.warmAt} acknowledgements in ${patience} ms`),
		patience,
	);
	child.process.once("message", () => warm.resolve());
	void child.ended.then((code) => fail(`ended with ${code}`));
	child.process.send(job);
	try {
		await warm.promise;
	} catch (error) {
		await child.kill();
		throw error;
	} finally {
		clearTimeout(timer);
	}
	return { kill: child.kill };
}
