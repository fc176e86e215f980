import { dirname } from "node:path";
import type { Store } from "../../domain/ports/store.ts";
import type { Versions } from "../../domain/ports/versions.ts";
import { prepareFolder } from "../prepare-folder.ts";
import { StoreError } from "../store-error.ts";
import { prepareAttachmentReads } from "./cases/prepare-attachment-reads.ts";
import { prepareCaseEventReads } from "./cases/prepare-case-event-reads.ts";
import { prepareCaseReads } from "./cases/prepare-case-reads.ts";
import { prepareUploadReads } from "./cases/prepare-upload-reads.ts";
import { readEntries } from "./catalogue/catalogue-tables.ts";
import { drizzle } from "./connection/drizzle.ts";
import {
	openDatabase,
	type SqliteDatabase,
} from "./connection/open-database.ts";
import { explainOpenFailure } from "./connection/sqlite-errors.ts";
import { prepareStoredRead } from "./connection/statements.ts";
import { watchFile } from "./connection/watch-file.ts";
import { keepWatermark, requireFile } from "./integrity/keep-watermark.ts";
import { migrate } from "./migrations/migrate.ts";
import { prepareCredentialReads } from "./people/prepare-credential-reads.ts";
import { prepareIsEmpty } from "./prepare-is-empty.ts";
import { prepareWrites } from "./prepare-writes.ts";
import { versions } from "./schema.ts";
import { Writer } from "./writer.ts";

type SqliteStoreOptions = {
	readonly file: string;
	/** The lowest number a new case may get. */
	readonly caseNumberStart?: number;
	/** Called once when the file can no longer be trusted; the process should end. */
	readonly onFatal?: (error: unknown) => void;
	/** Called with the text of every statement that runs, values filled in. */
	readonly trace?: ((sql: string) => void) | undefined;
};

const readerBusyTimeout = 5_000;

/** Opens the database, migrates it, and answers the store on it; every failure is a StoreError that says what to do. */
export async function openSqliteStore(
	options: SqliteStoreOptions,
): Promise<Store> {
	const { file, caseNumberStart = 1, trace } = options;
	const opened: SqliteDatabase[] = [];
	try {
		await prepareFolder(dirname(file), "DATABASE_URL");
		requireFile(file);
		migrate(file, caseNumberStart);
		const writing = openDatabase(file, { busyTimeout: 0, trace });
		opened.push(writing);
		const reading = openDatabase(file, {
			readonly: true,
			busyTimeout: readerBusyTimeout,
			trace,
		});
		opened.push(reading);
		const closeMark = keepWatermark(file, reading);
		return storeOn(file, { writing, reading, closeMark }, options.onFatal);
	} catch (error) {
		for (const database of opened) database.close();
		if (error instanceof StoreError) throw error;
		throw new StoreError(explainOpenFailure(file, error), { cause: error });
	}
}

type Opened = {
	readonly writing: SqliteDatabase;
	readonly reading: SqliteDatabase;
	readonly closeMark: () => void;
};

function storeOn(
	file: string,
	{ writing, reading, closeMark }: Opened,
	onFatal: SqliteStoreOptions["onFatal"] = () => {},
): Store {
	const readDb = drizzle(reading);
	const currentVersions = prepareStoredRead(readDb, { from: versions });
	const readVersions = async () => currentVersions.one();
	const isEmpty = prepareIsEmpty(readDb);
	let versionsOfTurn: Promise<Versions> | null = null;
	const forgetVersions = () => {
		versionsOfTurn = null;
	};

	const writer = new Writer({
		database: writing,
		onBegin() {
			forgetVersions();
			writes.begin();
		},
		onFatal,
	});
	const writes = prepareWrites(drizzle(writing), writer);
	const endWatch = watchFile(file, (error) => writer.stop(error));

	return {
		versions() {
			if (!versionsOfTurn) {
				versionsOfTurn = readVersions();
				setImmediate(forgetVersions);
			}
			return versionsOfTurn;
		},
		catalogue: {
			load: async () =>
				reading.transaction(() => ({
					entries: readEntries(readDb),
					version: currentVersions.one().catalogue,
				}))(),
			...writes.catalogue,
		},
		cases: { ...prepareCaseReads(readDb), ...writes.cases },
		events: prepareCaseEventReads(readDb),
		attachments: prepareAttachmentReads(readDb),
		uploads: { ...prepareUploadReads(readDb), ...writes.uploads },
		keys: { clock: async () => currentVersions.one().keyClock, ...writes.keys },
		credentials: { ...prepareCredentialReads(readDb), ...writes.credentials },
		people: writes.people,
		fill: writes.fill,
		isEmpty: async () => isEmpty(),
		check: writes.check,
		async close() {
			await writer.drain();
			endWatch();
			closeMark();
			reading.close();
			writing.close();
		},
	};
}
