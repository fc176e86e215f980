import { connect } from "./connection/connect.ts";
import { readDatabaseUrl } from "./connection/database-url.ts";
import { openPools, type Pools } from "./connection/open-pools.ts";
import { migrate } from "./migrations/migrate.ts";

type PostgresStoreOptions = {
	readonly url: string;
	/** The lowest number a new case may get. */
	readonly caseNumberStart?: number;
};

/** Connects to the database, migrates it, and answers the store on it; every failure is a StoreError that says what to do. */
export async function openPostgresStore({
	url,
	caseNumberStart = 1,
}: PostgresStoreOptions): Promise<Pools> {
	const target = readDatabaseUrl(url);
	const pools = openPools(url);
	try {
		await connect(target, pools, (client) => migrate(client, caseNumberStart));
		return pools;
	} catch (error) {
		await pools.close();
		throw error;
	}
}
