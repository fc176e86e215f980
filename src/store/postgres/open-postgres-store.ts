import type { Store } from "../../domain/ports/store.ts";
import { prepareAttachmentReads } from "./cases/prepare-attachment-reads.ts";
import { prepareCaseEventReads } from "./cases/prepare-case-event-reads.ts";
import { prepareCaseReads } from "./cases/prepare-case-reads.ts";
import { prepareKeyAging } from "./cases/prepare-key-aging.ts";
import { prepareUploads } from "./cases/prepare-uploads.ts";
import { prepareCatalogue } from "./catalogue/prepare-catalogue.ts";
import { connect } from "./connection/connect.ts";
import { readDatabaseUrl } from "./connection/database-url.ts";
import { openPools, type Pools } from "./connection/open-pools.ts";
import { runOn } from "./connection/statements.ts";
import { migrate } from "./migrations/migrate.ts";
import { prepareCredentialReads } from "./people/prepare-credential-reads.ts";
import { preparePeople } from "./people/prepare-people.ts";
import { prepareSessionWrites } from "./people/prepare-session-writes.ts";
import { prepareContents } from "./prepare-contents.ts";
import { oncePerTurn, prepareVersions } from "./prepare-versions.ts";
import { createWriter } from "./writer/writer.ts";

type PostgresStoreOptions = {
	readonly url: string;
	/** The lowest number a new case may get. */
	readonly caseNumberStart?: number;
	/** Called with the text of every statement that reads. */
	readonly trace?: ((sql: string) => void) | undefined;
};

/** Connects to the database, migrates it, and answers the store on it; every failure is a StoreError that says what to do. */
export async function openPostgresStore({
	url,
	caseNumberStart = 1,
	trace,
}: PostgresStoreOptions): Promise<Store> {
	const target = readDatabaseUrl(url);
	const pools = openPools(url);
	try {
		await connect(target, pools, (client) => migrate(client, caseNumberStart));
		return storeOn(pools, trace);
	} catch (error) {
		await pools.close();
		throw error;
	}
}

function storeOn(pools: Pools, trace: PostgresStoreOptions["trace"]): Store {
	const { reads, writes } = pools;
	const run = runOn(reads, trace);
	const readVersions = oncePerTurn(prepareVersions(run));
	const writer = createWriter(pools.writer);
	let closing: Promise<void> | null = null;
	return {
		versions: readVersions,
		catalogue: prepareCatalogue(pools),
		cases: {
			...prepareCaseReads(run),
			create: (job) => writer.submit({ kind: "create", job }),
			createAll: (job) => writer.submit({ kind: "createAll", job }),
			change: (job) => writer.submit({ kind: "change", job }),
		},
		events: prepareCaseEventReads(run),
		attachments: prepareAttachmentReads(run),
		uploads: prepareUploads(run, writes),
		keys: {
			find: (key) => writer.submit({ kind: "findKey", key }),
			clock: async () => (await readVersions()).keyClock,
			...prepareKeyAging(writes),
		},
		credentials: {
			...prepareCredentialReads(run),
			...prepareSessionWrites(writes),
		},
		people: preparePeople(writes),
		...prepareContents(pools),
		close() {
			closing ??= writer.close().then(pools.close);
			return closing;
		},
	};
}
