import { CommandError } from "../command-error.ts";
import { checkInput } from "../input/check-input.ts";
import { describeProblems } from "../input/file-problem.ts";
import type { Store } from "../ports/store.ts";
import { quote } from "../problems/quote.ts";
import { newParty } from "./new-party.ts";
import { type PartyInput, partySchema } from "./person-schema.ts";

/** Adds one party; without a password it cannot sign in yet. */
export async function addParty(
	store: Store,
	now: () => number,
	input: PartyInput,
): Promise<void> {
	const { value, problems } = checkInput(partySchema, input);
	if (value === null) throw new CommandError(describeProblems("", problems));
	const taken = await store.people.addParties([await newParty(value, now())]);
	if (taken !== null)
		throw new CommandError(
			`The principal ${quote(taken)} belongs to somebody already; nothing was added.`,
		);
}
