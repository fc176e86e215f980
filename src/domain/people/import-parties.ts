import { CommandError } from "../command-error.ts";
import { checkInput } from "../input/check-input.ts";
import { describeProblems } from "../input/file-problem.ts";
import type { NewParty } from "../ports/people-store.ts";
import type { Store } from "../ports/store.ts";
import { quote } from "../problems/quote.ts";
import { newParty } from "./new-party.ts";
import { type CheckedParty, partySchema } from "./person-schema.ts";

const notJson = {
	value: null,
	problems: [{ path: [], message: "The line is not JSON." }],
};

type Line = { readonly number: number; readonly party: CheckedParty };

/** Adds the parties of a JSON Lines text, all or none; answers how many. */
export async function importParties(
	store: Store,
	now: () => number,
	text: string,
): Promise<number> {
	const lines = readLines(text);
	const lineOf = findLines(lines);
	const rows: NewParty[] = [];
	// Two at a time is what the password hash allows at once.
	for (let at = 0; at < lines.length; at += 2)
		rows.push(
			...(await Promise.all(
				lines.slice(at, at + 2).map(({ party }) => newParty(party, now())),
			)),
		);
	const taken = await store.people.addParties(rows);
	if (taken !== null)
		throw new CommandError(
			`line ${lineOf.get(taken)}: The principal ${quote(taken)} belongs to somebody already; nothing was imported.`,
		);
	return rows.length;
}

/** Parses every line and reports the problems of all of them; blank lines are skipped. */
function readLines(text: string): readonly Line[] {
	const lines: Line[] = [];
	const faults: string[] = [];
	for (const [index, source] of text.split(/\r?\n/).entries()) {
		if (source.trim() === "") continue;
		const number = index + 1;
		const raw = parseLine(source);
		const { value, problems } =
			raw === undefined ? notJson : checkInput(partySchema, raw);
		if (value === null)
			faults.push(describeProblems(`line ${number}`, problems));
		else lines.push({ number, party: value });
	}
	if (faults.length > 0) throw new CommandError(faults.join("\n"));
	if (lines.length === 0)
		throw new CommandError(
			"There is no party to import; send one JSON object a line.",
		);
	return lines;
}

/** Undefined for what is not JSON: the engine's own message would quote the line, and with it a password. */
function parseLine(source: string): unknown {
	try {
		return JSON.parse(source);
	} catch {
		return undefined;
	}
}

/** The line of each principal; one principal in two lines is refused. */
function findLines(lines: readonly Line[]): ReadonlyMap<string, number> {
	const lineOf = new Map<string, number>();
	const faults: string[] = [];
	for (const { number, party } of lines)
		for (const principal of party.principals) {
			const first = lineOf.get(principal);
			if (first === undefined) lineOf.set(principal, number);
			else
				faults.push(
					`line ${number}: The principal ${quote(principal)} stands already in line ${first}; one principal belongs to one party.`,
				);
		}
	if (faults.length > 0) throw new CommandError(faults.join("\n"));
	return lineOf;
}
