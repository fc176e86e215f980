import type { RequestError } from "../../domain/problems/request-error.ts";
import type { SqliteDatabase } from "./connection/open-database.ts";
import { isBusy, isFatal } from "./connection/sqlite-errors.ts";
import { requestErrorOf, unavailable } from "./write-errors.ts";

type Waiting = {
	readonly work: () => unknown;
	/** Takes what the work answered, once it is on disk. */
	resolve(result: unknown): void;
	readonly reject: (error: unknown) => void;
};

type WriterOptions = {
	readonly database: SqliteDatabase;
	/** Called before the first job of each transaction. */
	readonly onBegin: () => void;
	/** Called once, when what the file holds is no longer known; the process should end. */
	readonly onFatal: (error: unknown) => void;
};

/** How long a batch tries to get the lock that another process holds, in milliseconds. */
const busyLimit = 5_000;
const longestPause = 20;

/** A batch waits for no more jobs once it has so many, or after so many milliseconds. */
const enoughJobs = 64;
const longestCollection = 2;

/**
 * The one connection that writes. Jobs that arrive close together share a transaction (group commit): one fsync
 * acknowledges all of them, and none is acknowledged before it.
 */
export class Writer {
	readonly #options: WriterOptions;
	readonly #begin;
	readonly #commit;
	readonly #rollback;
	#waiting: Waiting[] = [];
	#isScheduled = false;
	#failure: RequestError | null = null;
	#idle: (() => void)[] = [];

	constructor(options: WriterOptions) {
		const { database } = options;
		this.#options = options;
		this.#begin = database.prepare("BEGIN IMMEDIATE");
		this.#commit = database.prepare("COMMIT");
		this.#rollback = database.prepare("ROLLBACK");
	}

	/** Runs synchronous work inside the transaction of its batch, again when the batch fails; resolves once it is on disk. */
	submit<Result>(work: () => Result): Promise<Result> {
		if (this.#failure) return Promise.reject(this.#failure);
		return new Promise<Result>((resolve, reject) => {
			this.#waiting.push({ work, resolve, reject });
			if (!this.#isScheduled) this.#collect(0, performance.now());
		});
	}

	/** Resolves when every job submitted so far has been answered. */
	drain(): Promise<void> {
		if (!this.#isScheduled) return Promise.resolve();
		return new Promise((resolve) => this.#idle.push(resolve));
	}

	/** Lets the event loop turn for as long as each turn brings more jobs: callers that are answered together ask again together. */
	#collect(before: number, since: number) {
		this.#isScheduled = true;
		setImmediate(() => {
			const now = performance.now();
			const { length } = this.#waiting;
			const isGrowing = length > before && length < enoughJobs;
			if (isGrowing && now - since < longestCollection)
				this.#collect(length, since);
			else this.#flush(now);
		});
	}

	#flush(since: number) {
		const batch = this.#waiting;
		if (this.#failure) {
			this.#waiting = [];
			for (const { reject } of batch) reject(this.#failure);
			this.#finish();
			return;
		}
		try {
			this.#begin.run();
		} catch (error) {
			if (isBusy(error) && performance.now() - since < busyLimit) {
				setTimeout(() => this.#flush(since), Math.random() * longestPause);
				return;
			}
			this.#waiting = [];
			this.#undo();
			this.#rejectAll(batch, error);
			this.#finish();
			return;
		}
		this.#waiting = [];
		if (!this.#runTogether(batch)) this.#runOneByOne(batch);
		this.#finish();
	}

	#finish() {
		if (this.#waiting.length > 0) return this.#collect(0, performance.now());
		this.#isScheduled = false;
		for (const resolve of this.#idle.splice(0)) resolve();
	}

	/** Runs the whole batch in the open transaction; false when a job threw, all of it was rolled back and each may try alone. */
	#runTogether(batch: readonly Waiting[]): boolean {
		const results: unknown[] = [];
		try {
			this.#options.onBegin();
			for (const { work } of batch) results.push(work());
			this.#commit.run();
		} catch (error) {
			const isUndone = this.#undo();
			if (isUndone && batch.length > 1 && !isFatal(error)) return false;
			this.#rejectAll(batch, error);
			return true;
		}
		let index = 0;
		for (const { resolve } of batch) resolve(results[index++]);
		return true;
	}

	#runOneByOne(batch: readonly Waiting[]) {
		for (const waiting of batch) {
			if (this.#failure) {
				waiting.reject(this.#failure);
				continue;
			}
			try {
				this.#begin.run();
			} catch (error) {
				this.#undo();
				this.#rejectAll([waiting], error);
				continue;
			}
			this.#runTogether([waiting]);
		}
	}

	/** Rolls back unless SQLite already has; false when the transaction could not be ended. */
	#undo(): boolean {
		try {
			if (this.#options.database.inTransaction) this.#rollback.run();
			return true;
		} catch (error) {
			this.stop(error);
			return false;
		}
	}

	#rejectAll(batch: readonly Waiting[], error: unknown) {
		if (isFatal(error)) this.stop(error);
		const reason = requestErrorOf(error);
		for (const { reject } of batch) reject(reason);
	}

	/** Refuses every job from now on: what the file holds is no longer known. */
	stop(error: unknown): void {
		if (this.#failure) return;
		this.#failure = unavailable(error);
		this.#options.onFatal(error);
	}
}
