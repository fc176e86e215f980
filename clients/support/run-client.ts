import { run } from "node:test";

export type Outcome = {
	readonly kind: "passed" | "failed" | "skipped";
	/** Name of the client, with what it did or why it did not. */
	readonly line: string;
};

/** Milliseconds that one client may take. */
const patience = 60_000;

/** Runs the checks of one client in a process of its own, and sums them up in one line. */
export async function runClient(file: string): Promise<Outcome> {
	const started = performance.now();
	const failures: string[] = [];
	let name = file;
	let passed = 0;
	let skipped = "";
	const events = run({ files: [file], timeout: patience });
	for await (const { type, data } of events) {
		if (type !== "test:pass" && type !== "test:fail") continue;
		const isClient = data.nesting === 0 && data.details.type === "suite";
		if (isClient) name = data.name;
		if (typeof data.skip === "string") skipped = data.skip;
		else if (type === "test:fail")
			failures.push(`${data.name}: ${reason(data.details.error)}`);
		else if (!isClient) passed++;
	}
	if (failures.length > 0)
		return { kind: "failed", line: `${name}\n  ${failures.join("\n  ")}` };
	if (skipped !== "" || passed === 0)
		return { kind: "skipped", line: `${name}: ${skipped || "no checks"}` };
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	return { kind: "passed", line: `${name}: ${passed} checks, ${seconds} s` };
}

/** What a test threw, without the runner's wrapping. */
function reason({ cause, message }: Error): string {
	const text = cause instanceof Error ? (cause.stack ?? cause.message) : cause;
	const lines = String(text ?? message)
		.split("\n")
		.filter((line) => !line.includes("(node:"));
	return lines.slice(0, 20).join("\n    ");
}
