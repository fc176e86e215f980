import type { Pool } from "pg";
import { RequestError } from "../../../domain/problems/request-error.ts";
import { createSalts } from "../../integrity/event-chain.ts";
import { requestErrorOf } from "../connection/request-error-of.ts";
import { deadline } from "../connection/with-client.ts";
import { createBatchWriter } from "./create-batch-writer.ts";
import { WriteFailure } from "./write-failure.ts";
import { createWriterConnection } from "./writer-connection.ts";
import type { AnyResult, WriterJob, WriterResult } from "./writer-jobs.ts";

type Waiting = {
	readonly job: WriterJob;
	readonly since: number;
	readonly resolve: (result: AnyResult) => void;
	readonly reject: (error: unknown) => void;
};

/** A batch takes no more jobs once it has so many cases. */
const enoughCases = 128;

/** The one writer of a node: jobs that wait while a batch is under way form the next one, which is one commit. */
export type Writer = {
	submit<Job extends WriterJob>(job: Job): Promise<WriterResult[Job["kind"]]>;
	/** Resolves when every job submitted so far has been answered, and gives the connection back. */
	close(): Promise<void>;
};

export function createWriter(pool: Pool): Writer {
	const connection = createWriterConnection(pool);
	const write = createBatchWriter(connection, createSalts());
	let waiting: Waiting[] = [];
	let running: Promise<void> | null = null;

	async function run() {
		// What comes in one turn of the event loop goes together.
		await new Promise((resolve) => setImmediate(resolve));
		while (waiting.length > 0) await writeTogether(take());
		running = null;
	}

	function take(): readonly Waiting[] {
		let cases = 0;
		let length = 0;
		for (const { job } of waiting) {
			if (cases >= enoughCases) break;
			cases += job.kind === "createAll" ? job.job.rows.length : 1;
			length++;
		}
		const batch = waiting.slice(0, length);
		waiting = waiting.slice(length);
		return batch;
	}

	async function writeTogether(batch: readonly Waiting[]): Promise<void> {
		const now = performance.now();
		const isLate = ({ since }: Waiting) => now - since > deadline;
		for (const { reject } of batch.filter(isLate))
			reject(new RequestError("databaseGone", {}));
		const inTime = batch.filter((one) => !isLate(one));
		if (inTime.length === 0) return;
		try {
			const jobs = inTime.map(({ job }) => job);
			const results = await write(jobs, now + deadline);
			inTime.forEach(({ resolve }, index) => {
				resolve(results[index] as AnyResult);
			});
		} catch (error) {
			const isOfOne =
				error instanceof WriteFailure
					? error.failure === "fault"
					: !(error instanceof RequestError);
			if (isOfOne && inTime.length > 1) {
				for (const one of inTime) await writeTogether([one]);
				return;
			}
			const reason =
				error instanceof WriteFailure ? requestErrorOf(error.cause) : error;
			for (const { reject } of inTime) reject(reason);
		}
	}

	return {
		submit: (job) =>
			new Promise((resolve, reject) => {
				waiting.push({
					job,
					since: performance.now(),
					resolve: resolve as Waiting["resolve"],
					reject,
				});
				running ??= run();
			}),
		async close() {
			await running;
			connection.close();
		},
	};
}
