import { readFileSync } from "node:fs";
import { join } from "node:path";
import { StoreError } from "../store-error.ts";

/** The description of a backup. It is written last, so a folder that has it is a whole backup. */
export type Manifest = {
	readonly format: 1;
	/** The version of casebridge that made it, and when, in ISO 8601. */
	readonly casebridge: string;
	readonly createdAt: string;
	/** The id of the chain of events, and its end. */
	readonly chain: string;
	readonly lastEvent: { readonly id: number; readonly hash: string };
	readonly cases: number;
	/** The highest number that a case has had. */
	readonly lastCaseNumber: number;
	/** SHA-256 of the database file. */
	readonly sha256: string;
};

/** The names in the folder of a backup. */
export const backupNames = {
	manifest: "manifest.json",
	database: "casebridge.db",
	attachments: "attachments",
} as const;

/** Reads the manifest of a backup, or says that the folder is not a backup. */
export function readManifest(folder: string): Manifest {
	const file = join(folder, backupNames.manifest);
	const manifest = parse(file, folder);
	if (manifest?.format !== 1)
		throw new StoreError(
			`${file} has the format ${JSON.stringify(manifest?.format)}, and this casebridge knows 1; restore it with the version that made it.`,
		);
	const { lastEvent } = manifest;
	const texts = [manifest.chain, manifest.createdAt, manifest.sha256];
	const numbers = [manifest.cases, manifest.lastCaseNumber, lastEvent?.id];
	const isWhole =
		[...texts, lastEvent?.hash].every((text) => typeof text === "string") &&
		numbers.every(Number.isSafeInteger);
	if (!isWhole)
		throw new StoreError(
			`${file} lacks what a manifest says of a backup; use another backup.`,
		);
	return manifest;
}

function parse(file: string, folder: string): Manifest | null {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch (error) {
		throw new StoreError(
			`${folder} is not a backup of casebridge: its manifest.json cannot be read. Name the folder that "casebridge backup" made.`,
			{ cause: error },
		);
	}
}
