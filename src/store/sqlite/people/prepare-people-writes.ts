import type { PersonReference } from "../../../domain/ports/credential-store.ts";
import type {
	NewOperator,
	NewParty,
	NewTouchpointToken,
	SessionSelection,
} from "../../../domain/ports/people-store.ts";
import {
	and,
	type BetterSQLite3Database,
	eq,
	isNull,
} from "../connection/drizzle.ts";
import {
	operatorMemberships,
	operators,
	parties,
	partyPrincipals,
	touchpointTokens,
} from "../schema.ts";

/** What administrators change about people and secrets; each function runs inside the writer's transaction. */
export function preparePeopleWrites(
	db: BetterSQLite3Database,
	raiseCredentials: () => void,
	revokeSessions: (of: SessionSelection) => number,
) {
	/** A sign-in name belongs to one person, party or operator. */
	function isTaken(principal: string): boolean {
		const party = db
			.select()
			.from(partyPrincipals)
			.where(eq(partyPrincipals.principal, principal))
			.get();
		const operator = db
			.select()
			.from(operators)
			.where(eq(operators.email, principal))
			.get();
		return party !== undefined || operator !== undefined;
	}

	function addParty({ principals, ...party }: NewParty) {
		const { lastInsertRowid } = db
			.insert(parties)
			.values({ ...party, isDisabled: false })
			.run();
		for (const principal of principals)
			db.insert(partyPrincipals)
				.values({ principal, partyId: Number(lastInsertRowid) })
				.run();
	}

	return {
		addParties(newParties: readonly NewParty[]): string | null {
			const names = newParties.flatMap(({ principals }) => principals);
			const seen = new Set<string>();
			const taken = names.find(
				(name) => seen.size === seen.add(name).size || isTaken(name),
			);
			if (taken !== undefined) return taken;
			newParties.forEach(addParty);
			return null;
		},
		addOperator({ groupCodes, ...operator }: NewOperator): boolean {
			if (isTaken(operator.email)) return false;
			const { lastInsertRowid } = db
				.insert(operators)
				.values({ ...operator, isBlocked: false })
				.run();
			for (const groupCode of groupCodes)
				db.insert(operatorMemberships)
					.values({ operatorId: Number(lastInsertRowid), groupCode })
					.run();
			return true;
		},
		setPassword(person: PersonReference, passwordHash: string): number {
			const table = person.kind === "party" ? parties : operators;
			db.update(table)
				.set({ passwordHash })
				.where(eq(table.id, person.id))
				.run();
			raiseCredentials();
			return revokeSessions(person);
		},
		setDisabled(person: PersonReference, isDisabled: boolean): number {
			if (person.kind === "party")
				db.update(parties)
					.set({ isDisabled })
					.where(eq(parties.id, person.id))
					.run();
			else
				db.update(operators)
					.set({ isBlocked: isDisabled })
					.where(eq(operators.id, person.id))
					.run();
			raiseCredentials();
			return isDisabled ? revokeSessions(person) : 0;
		},
		addTouchpointToken({ replacesOthers, ...token }: NewTouchpointToken) {
			if (replacesOthers)
				db.update(touchpointTokens)
					.set({ revokedAt: token.createdAt })
					.where(
						and(
							eq(touchpointTokens.touchpointCode, token.touchpointCode),
							isNull(touchpointTokens.revokedAt),
						),
					)
					.run();
			db.insert(touchpointTokens).values(token).run();
			raiseCredentials();
		},
	};
}
