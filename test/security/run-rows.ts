import { run } from "node:test";
import { idsOf } from "./find-titles.ts";
import type { Outcome } from "./security-table.ts";

type Event = {
	readonly name: string;
	readonly nesting: number;
	readonly file?: string | undefined;
	readonly skip?: string | boolean | undefined;
	readonly details?: { readonly type?: string | undefined };
};

/** Runs test files two at a time, and counts for each row the tests whose own or outer title names it. */
export async function runRows(
	files: readonly string[],
): Promise<ReadonlyMap<string, Outcome>> {
	const outcomes = new Map<string, Outcome>();
	/** The titles from the outermost to the one under way, for each file. */
	const paths = new Map<string, string[]>();

	function begin({ file = "", nesting, name }: Event) {
		const path = (paths.get(file) ?? []).slice(0, nesting);
		path[nesting] = name;
		paths.set(file, path);
	}
	function count(event: Event, result: keyof Outcome) {
		if (event.details?.type === "suite") return;
		const { file = "", nesting, name } = event;
		const outer = (paths.get(file) ?? []).slice(0, nesting);
		const ids = new Set([...outer, name].flatMap(idsOf));
		for (const id of ids) {
			const outcome = outcomes.get(id) ?? { passed: 0, failed: 0, skipped: 0 };
			outcome[result]++;
			outcomes.set(id, outcome);
		}
	}

	const stream = run({ files: [...files], concurrency: 2 });
	stream.on("test:start", begin);
	stream.on("test:pass", (event: Event) =>
		count(event, event.skip ? "skipped" : "passed"),
	);
	stream.on("test:fail", (event: Event) => {
		count(event, "failed");
		process.stderr.write(`failed: ${event.name}\n`);
	});
	stream.resume();
	await new Promise((resolve) => stream.once("end", resolve));
	return outcomes;
}
