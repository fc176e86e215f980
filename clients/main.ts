import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { freePort } from "../test/support/free-port.ts";
import { runClient } from "./support/run-client.ts";
import { startCasebridge } from "./support/start-casebridge.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const wanted = process.argv.slice(2);
const files = globSync(join(import.meta.dirname, "checks/*.ts"))
	.sort()
	.filter(
		(file) => wanted.length === 0 || wanted.includes(basename(file, ".ts")),
	);

/** One client after the other, each against the same server, by name or all of them. */
await using server = await startCasebridge();
process.env.CASEBRIDGE_SERVER = server.origin;
process.env.CASEBRIDGE_URL = `http://localhost:${await freePort()}`;
const count = { passed: 0, failed: 0, skipped: 0 };
for (const file of files) {
	const { kind, line } = await runClient(file);
	count[kind]++;
	say(`${kind.padEnd(8)}${line}`);
}
say(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed > 0 || files.length === 0 ? 1 : 0;
