import { CommandError } from "../command-error.ts";
import { checkInput } from "../input/check-input.ts";
import { describeProblems } from "../input/file-problem.ts";
import type { Store } from "../ports/store.ts";
import { quote, quoteList } from "../problems/quote.ts";
import { hashIfAny } from "./new-party.ts";
import { type OperatorInput, operatorSchema } from "./person-schema.ts";

/** Adds an operator to groups of the catalogue; without a password they cannot sign in yet. */
export async function addOperator(
	store: Store,
	now: () => number,
	input: OperatorInput,
): Promise<void> {
	const { value, problems } = checkInput(operatorSchema, input);
	if (value === null) throw new CommandError(describeProblems("", problems));
	const groupCodes = [...new Set(value.groupCodes)];
	await checkGroups(store, groupCodes);
	const isAdded = await store.people.addOperator({
		email: value.email,
		firstname: value.firstname ?? null,
		lastname: value.lastname ?? null,
		groupCodes,
		passwordHash: await hashIfAny(value.password),
		isDemo: false,
		createdAt: now(),
	});
	if (!isAdded)
		throw new CommandError(
			`The e-mail ${quote(value.email)} belongs to somebody already; nothing was added.`,
		);
}

async function checkGroups(store: Store, groupCodes: readonly string[]) {
	const { entries } = await store.catalogue.load();
	const known = entries.operatorGroups
		.filter((group) => group.isActive)
		.map((group) => group.code);
	const unknown = groupCodes.filter((code) => !known.includes(code));
	if (unknown.length > 0)
		throw new CommandError(
			`No active operator group has the code ${quoteList(unknown)}; use ${quoteList(known)}.`,
		);
}
