import { createApp } from "./app.ts";
import { runCommand } from "./cli/run-command.ts";
import { ConfigError, readConfig } from "./config.ts";
import {
	holdsDemo,
	isEmptyDatabase,
	loadDemo,
	readDemoCatalogue,
} from "./demo.ts";
import { describeStart } from "./start-message.ts";
import { StoreError } from "./store/store-error.ts";

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
	process.on("SIGTERM", () => void end(0));
	process.on("SIGINT", () => void end(0));

	const isFirstStart = !config.isProduction && (await isEmptyDatabase(store));
	if (isFirstStart) await loadDemo(store, Date.now, await readDemoCatalogue());
	await server.listen({ host: config.host, port: config.port });
	const hasDemo = await holdsDemo(store);
	process.stdout.write(describeStart(config, { isFirstStart, hasDemo }));
}

/** What went wrong, in a sentence that says what to do. */
function explain(error: unknown): string {
	if (error instanceof ConfigError || error instanceof StoreError)
		return error.message;
	const { code, port, path } = error as NodeJS.ErrnoException & {
		port?: number;
	};
	if (code === "EADDRINUSE")
		return `Port ${port} is in use; stop the program that uses it, or set PORT to another one.`;
	if (code === "EACCES" || code === "EROFS" || code === "ENOTDIR")
		return `${path ?? `Port ${port}`} cannot be used (${code}); make it writable, or configure another one.`;
	return error instanceof Error
		? (error.stack ?? error.message)
		: String(error);
}

try {
	const args = process.argv.slice(2);
	if (args.length === 0) await serve();
	else process.exitCode = await runCommand(args, process);
} catch (error) {
	process.stderr.write(`${explain(error)}\n`);
	process.exit(1);
}
