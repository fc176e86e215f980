import { readFileSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import type { Random } from "./random.ts";

/** Longer texts may lie on several pages. */
const longest = 200;

/** Flips one bit of the description of a comment, in the file of a database that nobody has open; answers which comment. */
export function flipByte(file: string, random: Random): number {
	const comments = readComments(file);
	const { id, description } = random.pick(comments);
	const bytes = readFileSync(file);
	const offset = random.integer(0, description.length - 1);
	const bit = 1 << random.integer(0, 7);
	// Pages that were split keep copies of what was there, which nobody reads.
	for (
		let at = bytes.indexOf(description);
		at >= 0;
		at = bytes.indexOf(description, at + 1)
	) {
		const flipped = Buffer.from(bytes);
		flipped[at + offset] = (flipped[at + offset] as number) ^ bit;
		writeFileSync(file, flipped);
		const now = readComments(file).find((comment) => comment.id === id);
		if (!now?.description.equals(description)) return id;
	}
	throw new Error(`The text of comment ${id} is not in ${file}.`);
}

function readComments(file: string) {
	const database = new Database(file);
	try {
		return database
			.prepare<[], { id: number; description: Buffer }>(
				`SELECT id, CAST(description AS BLOB) AS description FROM case_comments WHERE length(description) < ${longest}`,
			)
			.all();
	} finally {
		database.close();
	}
}
