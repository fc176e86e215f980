import { hash, randomBytes } from "node:crypto";
import type { EventRow } from "../rows/row-types.ts";

/** The end of a chain: its last event, and what the next one is chained to. */
export type ChainEnd = { readonly id: number; readonly hash: string };

/** Where an event goes in a chain: its id, the chain value before it, and its own salt. */
export type EventPlace = {
	readonly id: number;
	readonly previousHash: string;
	readonly salt: string;
};

/** An event that has no place in a chain yet. */
export type UnchainedEvent = Omit<
	EventRow,
	"id" | "salt" | "saltedDigest" | "hash"
>;

/** What the chain covers of every event, in its order; behind it stand the texts of the event, or their digest. */
export const chainedColumns = [
	"id",
	"partyId",
	"caseId",
	"kind",
	"at",
	"protocol",
	"touchpointCode",
	"actorKind",
	"operatorId",
] as const satisfies readonly (keyof EventRow)[];

/** What an event says, apart from `chainedColumns`. */
type EventTexts = Pick<EventRow, "before" | "after" | "salt" | "saltedDigest">;

/** The row of an event, chained to the one before it. */
export function chainEvent(event: UnchainedEvent, place: EventPlace): EventRow {
	const { partyId, caseId, kind, at, protocol, touchpointCode } = event;
	const { actorKind, operatorId, before, after } = event;
	const { id, previousHash, salt } = place;
	const saltedDigest = digestOfTexts(salt, before, after);
	const values = [id, partyId, caseId, kind, at, protocol, touchpointCode];
	values.push(actorKind, operatorId, saltedDigest);
	return {
		id,
		partyId,
		caseId,
		kind,
		at,
		protocol,
		touchpointCode,
		actorKind,
		operatorId,
		before,
		after,
		salt,
		saltedDigest,
		hash: chainHash(previousHash, values),
	};
}

/**
 * The chain value of an event: `h(n) = SHA-256(h(n-1) || entry)`, and `h(0)` is the id of the chain. An entry without a
 * digest has its texts in it. Events of a chain have no gap, so one that is missing, changed or moved breaks it there.
 */
export function chainHash(previous: string, entry: readonly unknown[]): string {
	return hash("sha256", previous + JSON.stringify(entry));
}

/** The entry of a stored event, from its values in the order of `chainedColumns`. */
export function entryOf(
	values: readonly unknown[],
	{ before, after, saltedDigest }: EventTexts,
): readonly unknown[] {
	const isSalted = saltedDigest !== null;
	return [...values, ...(isSalted ? [saltedDigest] : [before, after])];
}

/** Whether the texts of an event are those of its digest, or were erased together with their salt. */
export function areTextsIntact(texts: EventTexts): boolean {
	const { before, after, salt, saltedDigest } = texts;
	if (salt === null)
		return saltedDigest === null || (before === null && after === null);
	return saltedDigest === digestOfTexts(salt, before, after);
}

/** The salt keeps a text that was erased from being guessed by its digest. */
function digestOfTexts(
	salt: string,
	before: string | null,
	after: string | null,
): string {
	return hash("sha256", JSON.stringify([salt, before, after]));
}

const saltLength = 16;
const saltsOfBlock = 256;

/** Answers a new salt whenever it is called; the random bytes come in blocks, since each block costs a call of the system. */
export function createSalts(): () => string {
	let block = randomBytes(0);
	let used = 0;
	return () => {
		if (used === block.length) {
			block = randomBytes(saltLength * saltsOfBlock);
			used = 0;
		}
		const salt = block.toString("base64url", used, used + saltLength);
		used += saltLength;
		return salt;
	};
}
