import { setTimeout as sleep } from "node:timers/promises";
import { openLedger } from "./ledger.ts";
import { operationOf } from "./operation.ts";
import { protocols } from "./protocols.ts";
import { createRandom } from "./random.ts";
import { sendCreate } from "./send-create.ts";

/* The process that sends creates until it is killed: a job comes as a message, "warm" goes back once enough was acknowledged. */

export type LoadJob = {
	readonly origin: string;
	readonly ledger: string;
	/** Begins every key. */
	readonly prefix: string;
	readonly clients: number;
	/** Acknowledgements that count as warm. */
	readonly warmAt: number;
};

/** How far back a repeated key may lie. The newest ones are still on their way. */
const recent = 64;

function run({ origin, ledger: file, prefix, clients, warmAt }: LoadJob) {
	const ledger = openLedger(file);
	const keys: string[] = [];
	let acknowledgements = 0;

	async function work(client: number) {
		const random = createRandom(`${prefix}-${client}`);
		for (let count = 1; ; count++) {
			const isRepeat = keys.length > 0 && random.isOneIn(5);
			const key = isRepeat
				? random.pick(keys.slice(-recent))
				: `${prefix}-${client}-${count}`;
			if (!isRepeat) keys.push(key);
			const protocol = random.pick(protocols);
			const outcome = await sendCreate(
				origin,
				operationOf(key),
				protocol,
				ledger,
			);
			if (outcome.kind === "acknowledged") {
				if (++acknowledgements === warmAt) process.send?.("warm");
			} else await sleep(20);
		}
	}
	for (let client = 1; client <= clients; client++) void work(client);
}

process.once("message", (job: LoadJob) => run(job));
process.on("disconnect", () => process.exit());
