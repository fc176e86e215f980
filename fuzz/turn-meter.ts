/*
 * Loaded ahead of the server, in its process: answers how long the event loop stood still at most since it was last
 * asked. A timer that should fire every two milliseconds is late by every synchronous stretch between, whoever caused it.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";

const delays = monitorEventLoopDelay({ resolution: 2 });
delays.enable();
process.on("message", () => {
	const milliseconds = delays.max / 1e6;
	delays.reset();
	process.send?.(milliseconds);
});
process.channel?.unref();
