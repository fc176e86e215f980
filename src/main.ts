import { createApp } from "./app.ts";
import { runCommand } from "./cli/run-command.ts";
import { readConfig } from "./config/read-config.ts";
import { holdsDemo, loadDemo, readDemoCatalogue } from "./startup/demo.ts";
import { describeStart } from "./startup/describe-start.ts";
import { explainFailure } from "./startup/explain-failure.ts";

/** Longest time, in milliseconds, that requests in flight may take once the process was asked to end. */
const drainLimit = 10_000;

/** Serves until a signal ends the process. */
async function serve(): Promise<void> {
	const config = readConfig(process.env);
	const app = await createApp({
		config,
		onFatal(error) {
			app.server.log.fatal({ err: error }, "the database cannot be trusted");
			void end(1);
		},
	});
	const { server, store } = app;

	let isEnding = false;
	async function end(code: number) {
		if (isEnding) return;
		isEnding = true;
		setTimeout(() => process.exit(code || 1), drainLimit).unref();
		await app.close();
		process.exit(code);
	}
	for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
		const [early] = process.listeners(signal);
		process.on(signal, () => void end(0));
		// In this order: with no listener left, Node would forget a signal that has come.
		if (early) process.off(signal, early);
	}
	// The reader of the output may end; the server goes on.
	for (const output of [process.stdout, process.stderr])
		output.on("error", () => {});

	try {
		const isFirstStart =
			!config.isProduction &&
			(await store.isEmpty()) &&
			(await loadDemo(store, Date.now, await readDemoCatalogue()));
		await server.listen({ host: config.host, port: config.port });
		const hasDemo = await holdsDemo(store);
		if (!isEnding)
			process.stdout.write(describeStart(config, { isFirstStart, hasDemo }));
	} catch (error) {
		// After a stop, the start fails only because its parts are closed.
		if (!isEnding) throw error;
	}
}

// Whatever this process makes, a database above all, is for its own user alone.
process.umask(0o077);

try {
	const args = process.argv.slice(2);
	if (args.length === 0) await serve();
	else process.exitCode = await runCommand(args, process);
} catch (error) {
	process.stderr.write(`${explainFailure(error)}\n`);
	process.exit(1);
}
