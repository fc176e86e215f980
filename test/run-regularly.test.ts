import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { runRegularly } from "../src/run-regularly.ts";

test("what runs regularly comes at start and in its time, until it is stopped, and outlives a failure", async () => {
	mock.timers.enable({ apis: ["setInterval"] });
	try {
		const errors: object[] = [];
		const settle = () => new Promise(setImmediate);
		let runs = 0;
		let signal: AbortSignal | null = null;
		const stop = runRegularly({
			what: "counting",
			async run(stopping) {
				runs++;
				signal = stopping;
				if (runs === 1) throw new Error("busy");
			},
			every: 1000,
			log: { error: (details) => errors.push(details) },
		});
		await settle();
		mock.timers.tick(999);
		assert.equal(runs, 1);
		mock.timers.tick(1);
		assert.equal(runs, 2);
		assert.equal(errors.length, 1);
		await stop();
		assert.equal((signal as AbortSignal | null)?.aborted, true);
		mock.timers.tick(5000);
		assert.equal(runs, 2);
	} finally {
		mock.timers.reset();
	}
});
