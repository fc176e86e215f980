import { setTimeout } from "node:timers/promises";
import type { PoolClient } from "pg";
import { RequestError } from "../../../domain/problems/request-error.ts";
import { type Chain, claimChain, holdsEvent } from "./claim-chain.ts";
import { decideBatch } from "./decide-batch.ts";
import { look } from "./look.ts";
import { prepareWrite, sendWrite, type Write } from "./write-batch.ts";
import { WriteFailure } from "./write-failure.ts";
import type { WriterConnection } from "./writer-connection.ts";
import type { AnyResult, WriterJob } from "./writer-jobs.ts";

/** Milliseconds before a connection that was lost is made again. */
const pause = 50;

/**
 * Writes batches: looks at what the jobs meet, decides them, and writes all in one commit; where something changed
 * meanwhile, from the beginning. A write whose outcome is unknown is sent again, just as it was: either it is done now,
 * or the last event of the chain says that it was done before.
 */
export function createBatchWriter(
	connection: WriterConnection,
	nextSalt: () => string,
): (
	jobs: readonly WriterJob[],
	until: number,
) => Promise<readonly AnyResult[]> {
	/** Ours for as long as the session that claimed it. */
	let chain: (Chain & { readonly session: number }) | null = null;

	/** Runs what may run twice, again as long as there is time. */
	async function repeat<Result>(
		until: number,
		work: (client: PoolClient) => Promise<Result>,
	): Promise<Result> {
		for (;;)
			try {
				return await connection.use(until, work);
			} catch (error) {
				await pauseAfter(error, until);
			}
	}

	async function ownChain(client: PoolClient): Promise<Chain> {
		if (chain?.session !== connection.session)
			chain = {
				...(await claimChain(client)),
				session: connection.session,
			};
		return chain;
	}

	async function decide(jobs: readonly WriterJob[], until: number) {
		const { own, looked } = await repeat(until, async (client) => ({
			own: await ownChain(client),
			looked: await look(client, jobs),
		}));
		const { batch, results } = decideBatch(jobs, looked, {
			previousHash: own.hash,
			nextSalt,
		});
		return { own, results, write: prepareWrite(batch, looked.versions, own) };
	}

	/** Whether a write was done; if not, nothing of it was. */
	async function send(write: Write, own: Chain, until: number) {
		const end = { ...own, ...write.end };
		let isKnown = true;
		const isDone = async () =>
			!isKnown && (await repeat(until, (client) => holdsEvent(client, end)));
		for (;;)
			try {
				const written = await connection.use(until, (client) =>
					sendWrite(client, write),
				);
				if (written === "notReplicated")
					throw new RequestError("notReplicated", {});
				return written === "written" || (await isDone());
			} catch (error) {
				if (!(error instanceof WriteFailure)) {
					chain = null;
					throw error;
				}
				switch (error.failure) {
					case "unknown":
						isKnown = false;
						await pauseAfter(error, until);
						break;
					case "positionTaken":
					case "keyTaken":
					case "idTaken":
						if (await isDone()) return true;
						if (error.failure === "positionTaken") chain = null;
						return false;
					case "notWritten":
						if (isKnown) return false;
						await pauseAfter(error, until);
						break;
					default:
						throw error;
				}
			}
	}

	return async (jobs, until) => {
		for (;;) {
			const { own, results, write } = await decide(jobs, until);
			if (!write) return results;
			if (await send(write, own, until)) {
				if (chain?.chain === own.chain) chain = { ...chain, ...write.end };
				return results;
			}
			if (performance.now() > until) throw new RequestError("databaseBusy", {});
		}
	};
}

/** Waits after a failure that passes; one that does not, or comes too late, is thrown. */
async function pauseAfter(error: unknown, until: number) {
	const passes =
		error instanceof WriteFailure &&
		(error.failure === "unknown" || error.failure === "notWritten");
	if (!passes || performance.now() + pause > until) throw error;
	await setTimeout(pause);
}
