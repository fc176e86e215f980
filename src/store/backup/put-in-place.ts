import { existsSync } from "node:fs";
import { link, rename, rm, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { errorCode } from "../error-code.ts";
import type { Watermark } from "../integrity/watermark.ts";
import {
	WatermarkFile,
	watermarkFileOf,
} from "../sqlite/integrity/watermark-file.ts";
import { StoreError } from "../store-error.ts";
import { syncFolder } from "../sync-folder.ts";
import type { LockedDatabase } from "./lock-database.ts";

type Replacement = {
	readonly file: string;
	/** Locks the existing database; null if there is none. */
	readonly lock: LockedDatabase | null;
	/** The database that replaces it, with its watermark. */
	readonly temporary: string;
	readonly watermark: Watermark;
	/** The suffix of the names of the files that are kept. */
	readonly suffix: string;
	/** Told of each step that was done. */
	readonly onStep: (step: string) => void;
};

/**
 * Replaces a database. The watermark of the old one is lowered last: until then a start refuses both a missing database and
 * one that is behind its watermark, and after an interruption `restore` can simply be run again.
 */
export async function putInPlace({
	file,
	lock,
	temporary,
	watermark,
	suffix,
	onStep,
}: Replacement): Promise<void> {
	const folder = dirname(file);
	const kept = `${file}${suffix}`;
	// Linked before the database moves, so that the two are never apart.
	if (existsSync(`${file}-wal`)) await link(`${file}-wal`, `${kept}-wal`);
	await syncFolder(folder);
	onStep("linked the log");
	await renameIfThere(file, kept);
	await syncFolder(folder);
	onStep("moved the database");
	await rm(`${file}-wal`, { force: true });
	for (const end of ["-shm", "-journal"])
		await renameIfThere(`${file}${end}`, `${kept}${end}`);
	lock?.release();
	await syncFolder(folder);
	onStep("released");
	await giveName(temporary, file);
	await syncFolder(folder);
	onStep("named");
	await lowerWatermark({ file, temporary, watermark, suffix, onStep });
	await syncFolder(folder);
	onStep("lowered the watermark");
}

/** Unlike a rename this replaces nothing: another process may have made a database meanwhile. */
async function giveName(temporary: string, file: string) {
	try {
		await link(temporary, file);
	} catch (error) {
		if (errorCode(error) !== "EEXIST") throw error;
		throw new StoreError(
			`Another process made ${file} during the restore; stop it, and try again.`,
			{ cause: error },
		);
	}
	await unlink(temporary);
}

/** The only place that lowers a watermark: the new one is whole before it takes the name of the old one, which is kept. */
async function lowerWatermark({
	file,
	temporary,
	watermark,
	suffix,
	onStep,
}: Omit<Replacement, "lock">) {
	const fresh = watermarkFileOf(temporary);
	const old = watermarkFileOf(file);
	for (const end of ["", "-journal"])
		await rm(`${fresh}${end}`, { force: true });
	const writer = new WatermarkFile(temporary);
	writer.raise(watermark);
	writer.close();
	onStep("wrote the new watermark");
	if (existsSync(old)) await link(old, `${old}${suffix}`);
	await renameIfThere(`${old}-journal`, `${old}${suffix}-journal`);
	// Without an event there is no watermark to write.
	if (existsSync(fresh)) await rename(fresh, old);
	else await rm(old, { force: true });
}

async function renameIfThere(from: string, to: string) {
	if (existsSync(from)) await rename(from, to);
}
