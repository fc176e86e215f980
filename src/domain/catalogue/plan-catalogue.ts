import { keysOf } from "../keys-of.ts";
import {
	type CatalogueEntries,
	type CatalogueEntry,
	type EntryKind,
	entryKeys,
} from "./entries.ts";

/** One entry that an apply would write. */
export type CatalogueChange = {
	readonly kind: EntryKind;
	readonly change: "added" | "changed" | "deactivated" | "reactivated";
	readonly entry: CatalogueEntry;
	/** The entry as it stands; null for an added one. */
	readonly before: CatalogueEntry | null;
};

/** The changes that make `wanted` of `current`. An entry that is absent from `wanted` is deactivated, never deleted. */
export function planCatalogue(
	current: CatalogueEntries,
	wanted: CatalogueEntries,
): readonly CatalogueChange[] {
	return keysOf(entryKeys).flatMap((kind) =>
		planKind(kind, current[kind], wanted[kind]),
	);
}

function planKind(
	kind: EntryKind,
	current: readonly CatalogueEntry[],
	wanted: readonly CatalogueEntry[],
): CatalogueChange[] {
	const before = new Map(
		current.map((entry) => [identity(kind, entry), entry]),
	);
	const changes: CatalogueChange[] = [];
	for (const entry of wanted) {
		const key = identity(kind, entry);
		const old = before.get(key) ?? null;
		before.delete(key);
		if (old === null)
			changes.push({ kind, change: "added", entry, before: old });
		else if (changedMembers(old, entry).length > 0) {
			const isBack = !old.isActive && entry.isActive;
			const isGone = old.isActive && !entry.isActive;
			const change = isBack
				? "reactivated"
				: isGone
					? "deactivated"
					: "changed";
			changes.push({ kind, change, entry, before: old });
		}
	}
	for (const old of before.values())
		if (old.isActive) {
			const entry = { ...old, isActive: false };
			changes.push({ kind, change: "deactivated", entry, before: old });
		}
	return changes;
}

/** The name of an entry within its kind, for people: its code, or the codes that it joins. */
export function keyOf(kind: EntryKind, entry: CatalogueEntry): string {
	return keyParts(kind, entry)
		.filter((part) => part !== "")
		.join(" / ");
}

/** Unlike `keyOf` never the same for two entries, whatever their codes hold. */
function identity(kind: EntryKind, entry: CatalogueEntry): string {
	return JSON.stringify(keyParts(kind, entry));
}

function keyParts(kind: EntryKind, entry: CatalogueEntry): readonly unknown[] {
	const members: Readonly<Record<string, unknown>> = entry;
	return entryKeys[kind].map((member) => members[member]);
}

/** The members in which two states of one entry differ. */
export function changedMembers(
	before: CatalogueEntry,
	after: CatalogueEntry,
): readonly string[] {
	const old: Readonly<Record<string, unknown>> = before;
	return Object.entries(after)
		.filter(
			([member, value]) =>
				JSON.stringify(old[member]) !== JSON.stringify(value),
		)
		.map(([member]) => member);
}
