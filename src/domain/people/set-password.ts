import { checkInput } from "../check-input.ts";
import { CommandError } from "../command-error.ts";
import { describeProblems } from "../file-problem.ts";
import { hashPassword } from "../session/password.ts";
import type { Store } from "../store.ts";
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
