import { and, eq, isNull } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type {
	NewOperator,
	NewParty,
	NewTouchpointToken,
	PersonReference,
} from "../../domain/store.ts";
import {
	operatorMemberships,
	operators,
	parties,
	partyPrincipals,
	touchpointTokens,
} from "./schema.ts";

/** What administrators change about people and secrets; each function runs inside the writer's transaction. */
export function preparePeopleWrites(
	db: BetterSQLite3Database,
	raiseCredentials: () => void,
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
			const taken = names.find(
				(name, index) => names.indexOf(name) !== index || isTaken(name),
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
		setPassword({ kind, id }: PersonReference, passwordHash: string) {
			const table = kind === "party" ? parties : operators;
			db.update(table).set({ passwordHash }).where(eq(table.id, id)).run();
			raiseCredentials();
		},
		setDisabled({ kind, id }: PersonReference, isDisabled: boolean) {
			if (kind === "party")
				db.update(parties).set({ isDisabled }).where(eq(parties.id, id)).run();
			else
				db.update(operators)
					.set({ isBlocked: isDisabled })
					.where(eq(operators.id, id))
					.run();
			raiseCredentials();
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
