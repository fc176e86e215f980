import type {
	CatalogueEntry,
	EntryKind,
} from "../../domain/catalogue/entries.ts";
import {
	type CatalogueChange,
	changedMembers,
	keyOf,
} from "../../domain/catalogue/plan-catalogue.ts";

const nouns = {
	categories: "category",
	operatorGroups: "operator group",
	groupTypes: "group type",
	types: "type",
	categoryTypes: "category type",
	fieldGroups: "field group",
	fields: "field",
	statuses: "status",
	resolutions: "resolution",
	touchpoints: "touchpoint",
	grants: "grant",
} as const satisfies Record<EntryKind, string>;

const signs = {
	added: "+",
	changed: "~",
	deactivated: "-",
	reactivated: "+",
} as const satisfies Record<CatalogueChange["change"], string>;

/** One line for people: `~ type Telefonico: name "a" -> "b"`. */
export function describeChange(change: CatalogueChange): string {
	const { kind, entry } = change;
	const head = `${signs[change.change]} ${nouns[kind]} ${keyOf(kind, entry)}${stateOf(change)}`;
	const members = describeMembers(change);
	return members.length === 0 ? head : `${head}: ${members.join(", ")}`;
}

/** `3 added, 1 changed`, or that nothing is to do. */
export function summarise(changes: readonly CatalogueChange[]): string {
	const counts = Map.groupBy(changes, ({ change }) => change);
	const parts = (Object.keys(signs) as (keyof typeof signs)[]).flatMap(
		(change) => {
			const count = counts.get(change)?.length;
			return count === undefined ? [] : [`${count} ${change}`];
		},
	);
	return parts.length === 0 ? "nothing differs" : parts.join(", ");
}

function stateOf({ change, entry }: CatalogueChange): string {
	if (change === "deactivated" || change === "reactivated")
		return ` (${change})`;
	return change === "added" && !entry.isActive ? " (inactive)" : "";
}

function describeMembers({ entry, before }: CatalogueChange): string[] {
	if (before === null) return [];
	return changedMembers(before, entry)
		.filter((member) => member !== "isActive")
		.map(
			(member) =>
				`${fileKey(member)} ${textOf(before, member)} -> ${textOf(entry, member)}`,
		);
}

/** The member as the catalogue file calls it: `isVisibleInApp` is its `visibleInApp`. */
function fileKey(member: string): string {
	if (member === "dataType") return "type";
	return member
		.replace(/^is([A-Z])/, (_, letter: string) => letter.toLowerCase())
		.replace(/Code$/, "");
}

function textOf(entry: CatalogueEntry, member: string): string {
	return JSON.stringify((entry as Readonly<Record<string, unknown>>)[member]);
}
