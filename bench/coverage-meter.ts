/* Loaded ahead of a server, in its process: answers which functions of casebridge ran since it was last asked. */
import { Session } from "node:inspector";

/** Paths below `src`, each with the functions that ran; one without a name is `()`. */
export type Coverage = Readonly<Record<string, readonly string[]>>;

const source = new URL("../src/", import.meta.url).href;
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true });

process.on("message", () => {
	session.post("Profiler.takePreciseCoverage", (error, { result }) => {
		if (error) throw error;
		const coverage: Record<string, string[]> = {};
		for (const { url, functions } of result) {
			if (!url.startsWith(source)) continue;
			// The function of the whole file runs when it is loaded.
			const ran = functions.filter(
				({ ranges: [range] }) =>
					range && range.count > 0 && range.startOffset > 0,
			);
			if (ran.length > 0)
				coverage[url.slice(source.length)] = ran.map(
					({ functionName }) => functionName || "()",
				);
		}
		process.send?.(coverage);
	});
});
process.channel?.unref();
