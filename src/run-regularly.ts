type Regular = {
	readonly what: string;
	/** Ends early when it is told that everything stops. */
	readonly run: (signal: AbortSignal) => Promise<void>;
	/** Milliseconds between two runs. */
	readonly every: number;
	readonly log: { error(details: object, message: string): void };
};

/**
 * Runs something now and then regularly; a run that fails is logged, and the next comes in its time. Answers a function
 * that stops it and waits for a run under way.
 */
export function runRegularly({
	what,
	run,
	every,
	log,
}: Regular): () => Promise<void> {
	const stopping = new AbortController();
	let current: Promise<void> | null = null;
	const start = () => {
		current ??= run(stopping.signal)
			.catch((error) => log.error({ err: error }, `${what} failed`))
			.finally(() => {
				current = null;
			});
	};
	start();
	const timer = setInterval(start, every).unref();
	return async () => {
		clearInterval(timer);
		stopping.abort();
		await current;
	};
}
