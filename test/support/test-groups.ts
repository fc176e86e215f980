import { globSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** Test files that start processes, most of which end within the test. */
const processes = [
	"attachment-scanner",
	"attachments-in-bucket",
	"browsers",
	"canary",
	"cli/*",
	"clients-document",
	"fuzz",
	"log",
	"log-destination",
	"main",
	"npm-start",
	"readme",
	"run-together",
	"several-processes",
	"store/postgres/migrations/migrate",
];

/** Test files that compare the CPU time of this process, which should hold little that they did not make. */
const costs = [
	"authentication/token-timing",
	"domain/cases/idempotency/key-expiry",
	"graphql/document-cost",
	"http/both-protocols",
	"http/json/strict-json",
	"patterns",
	"rest/v4/files-bad-input",
];

/** Patterns of files, from the root of the repository. The first group that has a file is the one that runs it. */
export const groups = {
	// It lets the n-th statement of this process fail, so nothing else may run one.
	crash: ["test/crash.test.ts"],
	processes: processes.map((name) => `test/${name}.test.ts`),
	costs: costs.map((name) => `test/${name}.test.ts`),
	graphql: ["test/graphql/**/*.test.ts"],
	rest: ["test/rest/**/*.test.ts"],
	others: ["test/**/*.test.ts"],
} as const satisfies Record<string, readonly string[]>;

export type TestGroup = keyof typeof groups;

/** The test files of each group, from the root of the repository. */
export function findTestGroups(): ReadonlyMap<TestGroup, readonly string[]> {
	const taken = new Set<string>();
	const found = new Map<TestGroup, readonly string[]>();
	for (const [name, patterns] of Object.entries(groups)) {
		const files = globSync(patterns, { cwd: root })
			.filter((file) => !taken.has(file))
			.sort();
		for (const file of files) taken.add(file);
		found.set(name as TestGroup, files);
	}
	return found;
}
