/**
 * Lost: an acknowledged case is missing or says something else. Duplicated: a key or a number has two cases. Unresolved:
 * a key cannot be brought to one case, or the server does not come back. Damaged: anything else that must not be there.
 */
export const findingKinds = [
	"lost",
	"duplicated",
	"unresolved",
	"damaged",
] as const;
export type FindingKind = (typeof findingKinds)[number];

export type Counts = Readonly<Record<FindingKind, number>>;

export type Findings = ReturnType<typeof createFindings>;

/** Collects what is wrong; each subject counts once in each kind. */
export function createFindings() {
	const found: Record<FindingKind, Map<string, string>> = {
		lost: new Map(),
		duplicated: new Map(),
		unresolved: new Map(),
		damaged: new Map(),
	};
	return {
		add(kind: FindingKind, subject: string, what: string) {
			if (!found[kind].has(subject)) found[kind].set(subject, what);
		},
		counts: (): Counts => ({
			lost: found.lost.size,
			duplicated: found.duplicated.size,
			unresolved: found.unresolved.size,
			damaged: found.damaged.size,
		}),
		/** The first few of each kind, a line each. */
		describe: (most: number): readonly string[] =>
			findingKinds.flatMap((kind) =>
				[...found[kind]]
					.slice(0, most)
					.map(([subject, what]) => `${kind}: ${subject}: ${what}`),
			),
	};
}

export const nothingFound: Counts = createFindings().counts();

export function addCounts(a: Counts, b: Counts): Counts {
	return {
		lost: a.lost + b.lost,
		duplicated: a.duplicated + b.duplicated,
		unresolved: a.unresolved + b.unresolved,
		damaged: a.damaged + b.damaged,
	};
}
