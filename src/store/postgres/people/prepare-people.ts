import type { Pool } from "pg";
import type { PeopleStore } from "../../../domain/ports/people-store.ts";
import { eq } from "../connection/drizzle.ts";
import { decide } from "../decide.ts";
import { operators, parties } from "../schema.ts";
import {
	addOperator,
	addParties,
	addTouchpointToken,
} from "./people-writes.ts";
import { revokeSessions } from "./prepare-session-writes.ts";

/** What administrators change about people and secrets. */
export function preparePeople(writes: Pool): PeopleStore {
	return {
		addParties: (newParties) =>
			decide(writes, ({ db }) => addParties(db, newParties)),
		addOperator: (operator) =>
			decide(writes, ({ db }) => addOperator(db, operator)),
		setPassword: (person, passwordHash) =>
			decide(writes, async ({ db, raise }) => {
				const table = person.kind === "party" ? parties : operators;
				await db
					.update(table)
					.set({ passwordHash })
					.where(eq(table.id, person.id));
				await raise("credentials");
				return revokeSessions(db, person);
			}),
		setDisabled: (person, isDisabled) =>
			decide(writes, async ({ db, raise }) => {
				if (person.kind === "party")
					await db
						.update(parties)
						.set({ isDisabled })
						.where(eq(parties.id, person.id));
				else
					await db
						.update(operators)
						.set({ isBlocked: isDisabled })
						.where(eq(operators.id, person.id));
				await raise("credentials");
				return isDisabled ? revokeSessions(db, person) : 0;
			}),
		revokeSessions: (of) =>
			decide(writes, async ({ db, raise }) => {
				const ended = await revokeSessions(db, of);
				if (ended > 0) await raise("credentials");
				return ended;
			}),
		addTouchpointToken: (token) =>
			decide(writes, async ({ db, raise }) => {
				await addTouchpointToken(db, token);
				await raise("credentials");
			}),
	};
}
