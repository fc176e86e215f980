import type { Store } from "./ports/store.ts";

type Checks = {
	/** Whether the database takes writes. */
	readonly database: "ok" | "unavailable";
	/** Whether it still has the schema that this casebridge works with. */
	readonly schema: "ok" | "changed" | "unknown";
	/** Whether files can be kept. */
	readonly attachments: "ok" | "unavailable";
	/** Whether there is space for what comes. */
	readonly disk: "ok" | "low" | "unknown";
	/** Whether new requests are accepted. */
	readonly server: "ok" | "stopping";
};

export type Readiness = {
	readonly status: "ok" | "unavailable";
	readonly checks: Checks;
};

type Options = {
	readonly store: Pick<Store, "check">;
	/** Its check throws when no file can be kept. */
	readonly attachments: { check(): Promise<void> };
	/** The free space of the disk that has the least. */
	readonly freeBytes: () => Promise<number>;
	readonly leastFreeBytes: number;
	/** Milliseconds on a clock that only goes on. */
	readonly elapsed: () => number;
};

/** Milliseconds that an answer is good for, so that any number of questions costs one look. */
const lifetime = 1_000;

/** Whether requests should be sent to this server. */
export function createReadiness(options: Options) {
	const { store, attachments, freeBytes, leastFreeBytes, elapsed } = options;
	let latest: Promise<Omit<Checks, "server">> | null = null;
	let goodUntil = Number.NEGATIVE_INFINITY;
	let isStopping = false;

	async function look(): Promise<Omit<Checks, "server">> {
		const [schema, files, free] = await Promise.allSettled([
			store.check(),
			attachments.check(),
			freeBytes(),
		]);
		goodUntil = elapsed() + lifetime;
		return {
			database: schema.status === "fulfilled" ? "ok" : "unavailable",
			schema:
				schema.status === "rejected"
					? "unknown"
					: schema.value === "current"
						? "ok"
						: "changed",
			attachments: files.status === "fulfilled" ? "ok" : "unavailable",
			disk:
				free.status === "rejected"
					? "unknown"
					: free.value >= leastFreeBytes
						? "ok"
						: "low",
		};
	}

	return {
		async check(): Promise<Readiness> {
			if (latest === null || elapsed() >= goodUntil) {
				goodUntil = Number.POSITIVE_INFINITY;
				latest = look();
			}
			const checks = {
				...(await latest),
				server: isStopping ? "stopping" : "ok",
			} as const;
			const isReady = Object.values(checks).every((check) => check === "ok");
			return { status: isReady ? "ok" : "unavailable", checks };
		},
		/** From now on the server is not ready, whatever else is. */
		stop() {
			isStopping = true;
		},
	};
}

export type ReadinessCheck = ReturnType<typeof createReadiness>;
