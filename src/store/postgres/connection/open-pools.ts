import pg from "pg";

/** The connections of one node, each kind with a pool of its own, so that a long read never keeps a write waiting. */
export type Pools = {
	/** The one that writes cases. Its session holds the chain, so it must reach the server itself. */
	readonly writer: pg.Pool;
	/** For everything else that is written. */
	readonly writes: pg.Pool;
	readonly reads: pg.Pool;
	close(): Promise<void>;
};

const sizes = { writer: 1, writes: 2, reads: 8 } as const;
/** Milliseconds that a connection, a new one or one that is busy, is waited for. */
const connectionTimeoutMillis = 2_000;

/** The OID of bigint. */
const int8 = 20;
/** Every bigint of ours is below 2^53; the driver would give its digits. */
const types: pg.CustomTypesConfig = {
	getTypeParser: ((oid: number, format: "text") =>
		oid === int8
			? Number
			: pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** What a session sets for itself: no compiling of short statements, no endless wait, and no lock of a node that stands still. */
const session =
	"SET jit = off; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '20s'";

/** Prepares the pools; a connection is made when it is first needed. */
export function openPools(connectionString: string): Pools {
	const open = (kind: keyof typeof sizes) => {
		const pool = new pg.Pool({
			connectionString,
			max: sizes[kind],
			idleTimeoutMillis: kind === "reads" ? 10_000 : 0,
			connectionTimeoutMillis,
			keepAlive: true,
			application_name: `casebridge ${kind}`,
			types,
			onConnect: async (client) => {
				await client.query(session);
			},
		});
		// Whoever uses a connection learns of its end from the statement; without listeners the process would end.
		pool.on("connect", (client) => client.on("error", () => {}));
		pool.on("error", () => {});
		return pool;
	};
	const pools = {
		writer: open("writer"),
		writes: open("writes"),
		reads: open("reads"),
	};
	return {
		...pools,
		async close() {
			await Promise.all(Object.values(pools).map((pool) => pool.end()));
		},
	};
}
