import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stopChildren } from "./child-processes.ts";
import { requirePinnedNode } from "./environment.ts";

/**
 * Runs a bench with the Node it is pinned to, in a folder of its own, and ends this process: with 1 when it threw or a
 * signal came, whose reason is then on stderr. What it started and wrote is gone by then.
 */
export async function runInFolder(
	run: (folder: string) => Promise<void>,
): Promise<never> {
	const interrupted = Promise.withResolvers<never>();
	for (const signal of ["SIGINT", "SIGTERM"] as const)
		process.on(signal, () =>
			interrupted.reject(new Error(`Stopped by ${signal}.`)),
		);
	const folder = mkdtempSync(join(tmpdir(), "casebridge-bench-"));
	let code = 0;
	try {
		requirePinnedNode();
		await Promise.race([run(folder), interrupted.promise]);
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
		code = 1;
	}
	await stopChildren();
	rmSync(folder, { recursive: true, force: true });
	process.exit(code);
}
