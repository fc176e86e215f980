import type { Book, Entry } from "./book.ts";
import type { Findings } from "./findings.ts";
import type { StoredCase } from "./stored-cases.ts";

/** Compares what is stored with what was promised, and notes in the book what is there now. */
export function checkCases(
	stored: readonly StoredCase[],
	book: Book,
	findings: Findings,
): void {
	const bySource = Map.groupBy(stored, ({ source }) => source);
	for (const found of stored) {
		const entry = book.entries.get(found.source ?? "");
		const subject = found.source ?? `case ${found.number}`;
		const report = (what: string) =>
			findings.add("damaged", subject, `case ${found.number} ${what}`);
		if (!entry?.mayExist) {
			report("belongs to no operation");
			continue;
		}
		if (found.digest !== entry.expected.digest) report("is not what was sent");
		if (found.key !== entry.key) report("has no key of its own");
		if (found.events !== 1) report(`has ${found.events} events`);
	}
	for (const entry of book.entries.values())
		checkEntry(entry, bySource.get(entry.key) ?? [], book, findings);
}

function checkEntry(
	entry: Entry,
	own: readonly StoredCase[],
	book: Book,
	findings: Findings,
) {
	if (own.length > 1)
		findings.add(
			"duplicated",
			entry.key,
			`it has the cases ${own.map(({ number }) => number).join(", ")}`,
		);
	const isAsPromised = ({ number, digest }: StoredCase) =>
		number === entry.number && digest === entry.expected.digest;
	if (entry.number !== null && !own.some(isAsPromised)) {
		findings.add("lost", entry.key, `case ${entry.number} was promised`);
		book.forget(entry);
	}
	const [only] = own;
	entry.isMade = only !== undefined;
	if (only) book.own(entry, only.number);
}
