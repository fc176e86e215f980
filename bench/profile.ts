import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stopChildren } from "./child-processes.ts";
import { requirePinnedNode } from "./environment.ts";
import { startLoad } from "./load-process.ts";
import { peers } from "./peers.ts";
import { createCase } from "./scenarios/create-case.ts";
import { startServer } from "./server-process.ts";
import { formatShares, type Profile, sharesOf } from "./shares-of.ts";

/*
 * Says where one peer spends its time while cases are created: node profile.ts bare | v4 | graphql. It is time on the
 * clock: a COMMIT's share includes waiting for the disk, and a system call counts for the function that made it.
 */

const requests = 30_000;
const connections = 32;

async function profile(dialect: string, folder: string): Promise<string> {
	const peer = peers.find((candidate) => candidate.dialect === dialect);
	if (!peer)
		throw new Error(
			`There is no peer ${JSON.stringify(dialect)}; use ${peers.map((known) => known.dialect).join(", ")}.`,
		);
	const load = startLoad();
	const server = await startServer(peer, folder, [
		"--cpu-prof",
		"--cpu-prof-interval=200",
		`--cpu-prof-dir=${folder}`,
	]);
	const plan = createCase.plans[peer.dialect];
	if (!plan) throw new Error(`${peer.name} creates no cases.`);
	const job = { origin: server.origin, plan, requests, connections };
	await load.run(job);
	const from = microseconds();
	await load.run(job);
	const to = microseconds();
	await server.stop();
	const file = readdirSync(folder).find((name) => name.endsWith(".cpuprofile"));
	if (!file) throw new Error(`${peer.name} left no profile.`);
	const text = readFileSync(join(folder, file), "utf8");
	const shares = sharesOf(JSON.parse(text) as Profile, from, to);
	return `${peer.name}, microseconds a request\n${formatShares(shares, requests)}`;
}

/** On the clock that V8 stamps its samples with. */
function microseconds(): number {
	return Number(process.hrtime.bigint() / 1000n);
}

const folder = mkdtempSync(join(tmpdir(), "casebridge-profile-"));
let code = 0;
try {
	requirePinnedNode();
	process.stdout.write(await profile(process.argv[2] ?? "", folder));
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	code = 1;
}
await stopChildren();
rmSync(folder, { recursive: true, force: true });
process.exit(code);
