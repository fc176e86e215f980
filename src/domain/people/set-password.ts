import { CommandError } from "../command-error.ts";
import { checkInput } from "../input/check-input.ts";
import { describeProblems } from "../input/file-problem.ts";
import type { Store } from "../ports/store.ts";
import { hashPassword } from "../sessions/password.ts";
import { findPerson, type PersonName } from "./find-person.ts";
import { passwordSchema } from "./person-schema.ts";

/** Replaces a password and ends the sessions that the old one opened; answers how many. */
export async function setPassword(
	store: Store,
	name: PersonName,
	password: string,
): Promise<number> {
	const { value, problems } = checkInput(passwordSchema, password);
	if (value === null) throw new CommandError(describeProblems("", problems));
	const person = await findPerson(store, name);
	return store.people.setPassword(person, await hashPassword(value));
}
