import { dirname } from "node:path";
import type { Store } from "../../domain/ports/store.ts";
import type { Versions } from "../../domain/ports/versions.ts";
import { prepareFolder } from "../prepare-folder.ts";
import { StoreError } from "../store-error.ts";
import { prepareCaseEventReads } from "./cases/prepare-case-event-reads.ts";
import { prepareCaseReads } from "./cases/prepare-case-reads.ts";
import { readEntries } from "./catalogue/catalogue-tables.ts";
import { drizzle } from "./drizzle.ts";
import { keepMark, requireFile } from "./integrity/keep-mark.ts";
import { migrate } from "./migrations/migrate.ts";
import { openDatabase, type SqliteDatabase } from "./open-database.ts";
import { prepareCredentialReads } from "./people/prepare-credential-reads.ts";
import { explainOpenFailure } from "./sqlite-errors.ts";
import { watchFile } from "./watch-file.ts";
import { Writer } from "./writer.ts";
import {
	type Handlers,
	prepareIsEmpty,
	prepareVersions,
	prepareWrites,
} from "./writes.ts";

export type SqliteStoreOptions = {
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
		const closeMark = keepMark(file, reading);
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
	const { handlers, begin } = prepareWrites(drizzle(writing));
	const readDb = drizzle(reading);
	const cases = prepareCaseReads(readDb);
	const events = prepareCaseEventReads(readDb);
	const credentials = prepareCredentialReads(readDb);
	const selectVersions = prepareVersions(readDb);
	const readVersions = async () => selectVersions();
	const isEmpty = prepareIsEmpty(readDb);
	let versionsOfTurn: Promise<Versions> | null = null;
	const forgetVersions = () => {
		versionsOfTurn = null;
	};

	const writer = new Writer({
		database: writing,
		onBegin() {
			forgetVersions();
			begin();
		},
		run: ({ kind, input }: Job) =>
			(handlers[kind] as (...input: unknown[]) => unknown)(...input),
		onFatal,
	});
	const endWatch = watchFile(file, (error) => writer.stop(error));
	const write = <Kind extends keyof Handlers>(
		kind: Kind,
		...input: Parameters<Handlers[Kind]>
	) => writer.submit<ReturnType<Handlers[Kind]>>({ kind, input } as Job);

	return {
		versions() {
			if (!versionsOfTurn) {
				versionsOfTurn = readVersions();
				setImmediate(forgetVersions);
			}
			return versionsOfTurn;
		},
		keyClock: async () => selectVersions().keyClock,
		advanceKeyClock: (seen) => write("advanceKeyClock", seen),
		catalogue: {
			load: async () =>
				reading.transaction(() => ({
					entries: readEntries(readDb),
					version: selectVersions().catalogue,
				}))(),
			apply: (job) => write("applyCatalogue", job),
		},
		cases: {
			create: (job) => write("createCase", job),
			createAll: (job) => write("createCases", job),
			change: (job) => write("changeCase", job),
			findKey: (key) => write("findKey", key),
			repeatKey: (key) => write("repeatKey", key),
			removeKeys: (...input) => write("removeKeys", ...input),
			findById: async (...input) => cases.findById(...input),
			findPage: async (query) => cases.findPage(query),
			count: async (selection) => cases.count(selection),
			findByIds: async (...input) => cases.findByIds(...input),
			findCaseIds: async (...input) => cases.findCaseIds(...input),
			findEvents: async (query) => events.findEvents(query),
			findEventsByIds: async (ids) => events.findEventsByIds(ids),
			eventsAfter: async (id, limit) => events.eventsAfter(id, limit),
			lastEventId: async () => events.lastEventId(),
			addUpload: (...input) => write("addUpload", ...input),
			countUploads: async (owner) => cases.countUploads(owner),
			findUpload: async (id) => cases.findUpload(id),
			removeUploads: (olderThan) => write("removeUploads", olderThan),
			findAttachment: async (id) => cases.findAttachment(id),
			hasFile: async (storageName) => cases.hasFile(storageName),
		},
		credentials: {
			findToken: async (digest) => credentials.findToken(digest),
			findPrincipal: async (principal) => credentials.findPrincipal(principal),
			findPerson: async (person) => credentials.findPerson(person),
			findOperatorProfiles: async (ids) =>
				credentials.findOperatorProfiles(ids),
			findPartyProfiles: async (ids) => credentials.findPartyProfiles(ids),
			startSession: (job) => write("startSession", job),
			endSession: (digest) => write("endSession", digest),
		},
		people: {
			addParties: (parties) => write("addParties", parties),
			addOperator: (operator) => write("addOperator", operator),
			setPassword: (...input) => write("setPassword", ...input),
			setDisabled: (...input) => write("setDisabled", ...input),
			revokeSessions: (of) => write("revokeSessions", of),
			addTouchpointToken: (token) => write("addTouchpointToken", token),
		},
		fill: (contents) => write("fill", contents),
		isEmpty: async () => isEmpty(),
		check: () => write("check"),
		async close() {
			await writer.drain();
			endWatch();
			closeMark();
			reading.close();
			writing.close();
		},
	};
}

/** A write as plain data: the name of its handler and what it gets. */
type Job = {
	readonly kind: keyof Handlers;
	readonly input: readonly unknown[];
};
