import type { Store } from "../ports/store.ts";
import { findPerson, type PersonName } from "./find-person.ts";

/** Disables a party, or blocks an operator, and ends their sessions, so that none comes back when it is undone; answers how many. */
export async function setDisabled(
	store: Store,
	name: PersonName,
	isDisabled: boolean,
): Promise<number> {
	const person = await findPerson(store, name);
	return store.people.setDisabled(person, isDisabled);
}
