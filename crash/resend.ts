import { hash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Entry } from "./book.ts";
import type { Findings } from "./findings.ts";
import type { Ledger } from "./ledger.ts";
import { operationOf } from "./operation.ts";
import type { Protocol } from "./protocols.ts";
import { credentialsOf, sendCreate } from "./send-create.ts";

const clients = 32;
const attempts = 3;

/** Sends every key again, each through one protocol and the next through the other, and fetches the files of the cases that come back. */
export async function resend(
	origin: string,
	entries: readonly Entry[],
	ledger: Ledger,
	findings: Findings,
): Promise<void> {
	const waiting = [...entries.entries()];

	async function work() {
		for (let next = waiting.pop(); next; next = waiting.pop()) {
			const [index, entry] = next;
			const protocol = index % 2 === 0 ? "REST" : "GRAPHQL";
			await resendOne(origin, entry, protocol, ledger, findings);
		}
	}
	await Promise.all(Array.from({ length: clients }, work));
}

async function resendOne(
	origin: string,
	{ key, expected }: Entry,
	protocol: Protocol,
	ledger: Ledger,
	findings: Findings,
) {
	const operation = operationOf(key);
	for (let attempt = 1; ; attempt++) {
		const outcome = await sendCreate(origin, operation, protocol, ledger);
		if (outcome.kind === "acknowledged") {
			const headers = credentialsOf(operation);
			const files = await fetchFiles(origin, outcome.attachments, headers);
			if (files.join() !== expected.files.join())
				findings.add("lost", key, `its files are ${files.join()}`);
			return;
		}
		if (attempt === attempts || outcome.kind === "failed")
			return findings.add("unresolved", key, outcome.reason);
		await sleep(100 * attempt);
	}
}

/** The SHA-256 of each file as the server hands it out. */
function fetchFiles(
	origin: string,
	numbers: readonly number[],
	headers: Record<string, string>,
): Promise<readonly string[]> {
	return Promise.all(
		numbers.map(async (number) => {
			const url = `${origin}/api/v4/cases/files/${number}`;
			const response = await fetch(url, { headers });
			return hash("sha256", Buffer.from(await response.arrayBuffer()));
		}),
	);
}
