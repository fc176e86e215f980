import { existsSync } from "node:fs";
import type { AttachmentStorage } from "../../attachments/attachment-storage.ts";
import { verifyFiles } from "../../attachments/verify-files.ts";
import type { ChainEnd } from "../../integrity/event-chain.ts";
import type { ChecksummedKind } from "../../integrity/row-checksum.ts";
import type { Watermark } from "../../integrity/watermark.ts";
import type { Progress } from "../../progress.ts";
import { StoreError } from "../../store-error.ts";
import { isNamed, namedFiles } from "../cases/named-files.ts";
import { drizzle } from "../connection/drizzle.ts";
import {
	openDatabase,
	type SqliteDatabase,
} from "../connection/open-database.ts";
import { explainOpenFailure, sqliteCode } from "../connection/sqlite-errors.ts";
import { requireCurrentSchema } from "../migrations/schema-version.ts";
import { requireFile } from "./keep-watermark.ts";
import { prepareChainId } from "./prepare-chain-end.ts";
import { prepareHashOfEvent } from "./prepare-hash-of-event.ts";
import { verifyEvents } from "./verify-events.ts";
import { verifyRows } from "./verify-rows.ts";
import {
	verifyCreations,
	verifyNumbering,
	verifyStructure,
} from "./verify-structure.ts";
import {
	requireWatermark,
	WatermarkFile,
	watermarkFileOf,
} from "./watermark-file.ts";

type VerifyOptions = {
	readonly file: string;
	readonly attachments: Pick<AttachmentStorage, "digest" | "place">;
	readonly onProgress?: Progress;
};

/** What a database holds that is as it was written. */
export type Verified = {
	readonly rows: Readonly<Record<ChecksummedKind, number>>;
	readonly files: number;
	/** The id of the chain of events, and its end. */
	readonly chain: string;
	readonly end: ChainEnd;
	/** Whether there was a watermark to compare with. */
	readonly hasWatermark: boolean;
};

const busyTimeout = 5_000;

/**
 * Checks everything that can be checked, and stops at the first thing that is wrong, with a StoreError that names it.
 * Nothing is written, and one read transaction sees one state of the database, so that a server may go on meanwhile.
 */
export async function verifyDatabase({
	file,
	attachments,
	onProgress = () => {},
}: VerifyOptions): Promise<Verified> {
	const watermark = readWatermark(file);
	const opened: SqliteDatabase[] = [];
	const open = () => {
		const database = openDatabase(file, {
			readonly: true,
			busyTimeout,
			journal: "any",
		});
		opened.push(database);
		return database;
	};
	try {
		const database = open();
		requireCurrentSchema(file, database);
		const { named, ...verified } = database.transaction(() =>
			verifyTables(file, database, watermark, onProgress),
		)();
		const isNamedNow = (name: string) => isNamed(open(), name);
		await verifyFiles(attachments, named, isNamedNow, onProgress);
		if (watermark === "unreadable")
			throw new StoreError(
				`The watermark ${watermarkFileOf(file)} cannot be read. The database itself is as it was written, so the watermark may be removed; the next start writes it anew.`,
			);
		return { ...verified, files: named.length };
	} catch (error) {
		if (sqliteCode(error) === null) throw error;
		throw new StoreError(explainOpenFailure(file, error), { cause: error });
	} finally {
		for (const database of opened) database.close();
	}
}

/** Read before the database: a server raises it only to what everybody sees. One that cannot be read must not keep the rest from being checked. */
function readWatermark(file: string): Watermark | "unreadable" | null {
	if (!existsSync(file)) {
		requireFile(file);
		throw new StoreError(
			`There is no database ${file}; name another file in DATABASE_URL.`,
		);
	}
	const watermark = new WatermarkFile(file);
	try {
		return watermark.read();
	} catch {
		return "unreadable";
	} finally {
		watermark.close();
	}
}

function verifyTables(
	file: string,
	database: SqliteDatabase,
	watermark: Watermark | "unreadable" | null,
	onProgress: Progress,
) {
	onProgress("pages and indexes", 0, 1);
	verifyStructure(database);
	const rows = verifyRows(database, onProgress);
	const chain = prepareChainId(drizzle(database))();
	const end = verifyEvents(database, chain, onProgress);
	if (watermark !== "unreadable")
		requireWatermark(file, watermark, chain, prepareHashOfEvent(database));
	verifyCreations(database);
	verifyNumbering(database);
	return {
		rows,
		named: namedFiles(database),
		chain,
		end,
		hasWatermark: watermark !== null,
	};
}
