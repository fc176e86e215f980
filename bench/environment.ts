import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";

const ours = [
	"better-sqlite3",
	"drizzle-orm",
	"fastify",
	"graphql-yoga",
	"graphql",
	"graphql-jit",
] as const;
const peers = ["mercurius", "@apollo/server"] as const;

/** What the numbers were measured on. */
export function describeEnvironment() {
	return {
		node: process.version,
		...versionsIn("../node_modules", ours),
		...versionsIn("node_modules", peers),
		cpu: cpus()[0]?.model.trim() ?? "unknown",
		cores: availableParallelism(),
		memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
		date: new Date().toISOString(),
	};
}

export type Environment = ReturnType<typeof describeEnvironment>;

/** Refuses any Node but the one that the project pins: another one is another benchmark. */
export function requirePinnedNode(): void {
	const { optionalDependencies } = readJson("../package.json");
	const pinned =
		optionalDependencies[`node-${process.platform}-${process.arch}`];
	if (process.version !== `v${pinned}`)
		throw new Error(
			`The benchmark runs on the Node that casebridge pins (${pinned ?? "none for this platform"}), not on ${process.version}; use "npm run bench" in the root.`,
		);
}

function versionsIn(folder: string, names: readonly string[]) {
	const versions = names.map((name) => [
		name,
		readJson(`${folder}/${name}/package.json`).version as string,
	]);
	return Object.fromEntries(versions) as Record<string, string>;
}

function readJson(file: string) {
	return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
}
