import type { KeyRecord, Repeated } from "../../ports/idempotency-keys.ts";
import { repeatOf } from "../idempotency/find-earlier.ts";

/** What a row of a bulk has that another row, or an earlier create, may have taken. */
export type RowToResolve = {
	/** The keys of a bulk are those of one caller at one touchpoint; null for none. */
	readonly key: string | null;
	/** Of the command that the key stands for. */
	readonly digest: string | null;
	/** What the database has under its key. */
	readonly earlier: KeyRecord | null;
	/** The uploads that it uses up, and whether the database has them. */
	readonly uploads: readonly {
		readonly id: number;
		readonly isThere: boolean;
	}[];
	/** Whether it would be written if it came alone; otherwise it takes nothing from the rows after it. */
	readonly isAccepted: boolean;
};

export type ResolvedRow =
	| { readonly kind: "write" }
	/** An earlier row has the same key and command: its case is the case of this row too. */
	| { readonly kind: "repeats"; readonly row: number }
	| Repeated
	| { readonly kind: "uploadGone"; readonly uploadIds: readonly number[] }
	/** It is not written, for reasons of its own. */
	| { readonly kind: "alone" };

/** What becomes of each row when all are written in order, by what is in the database and in the rows before it. */
export function resolveRows(
	rows: readonly RowToResolve[],
): readonly ResolvedRow[] {
	const rowOfKey = new Map<string, number>();
	const taken = new Set<number>();
	return rows.map((row, index): ResolvedRow => {
		const { key, digest, earlier, uploads, isAccepted } = row;
		if (earlier !== null) return repeatOf(earlier, digest);
		const first = key === null ? undefined : rowOfKey.get(key);
		if (first !== undefined)
			return rows[first]?.digest === digest
				? { kind: "repeats", row: first }
				: { kind: "keyReused" };
		if (!isAccepted) return { kind: "alone" };
		const gone = uploads.filter(({ id, isThere }) => !isThere || taken.has(id));
		if (gone.length > 0)
			return { kind: "uploadGone", uploadIds: gone.map(({ id }) => id) };
		for (const { id } of uploads) taken.add(id);
		if (key !== null) rowOfKey.set(key, index);
		return { kind: "write" };
	});
}
