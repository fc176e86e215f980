import type {
	NewOperator,
	NewParty,
	NewTouchpointToken,
} from "../../../domain/ports/people-store.ts";
import {
	and,
	eq,
	inArray,
	isNull,
	type NodePgDatabase,
	sql,
} from "../connection/drizzle.ts";
import {
	operatorMemberships,
	operators,
	parties,
	partyPrincipals,
	touchpointTokens,
} from "../schema.ts";

/** So many rows go to the database in one statement. */
const chunk = 1_000;

/** All or none; answers the first principal that somebody has already. */
export async function addParties(
	db: NodePgDatabase,
	newParties: readonly NewParty[],
): Promise<string | null> {
	const names = newParties.flatMap(({ principals }) => principals);
	const seen = await takenOf(db, names);
	const taken = names.find((name) => seen.size === seen.add(name).size);
	if (taken !== undefined) return taken;
	for (let start = 0; start < newParties.length; start += chunk)
		await insertParties(db, newParties.slice(start, start + chunk));
	return null;
}

/** A sign-in name belongs to one person, party or operator. */
async function takenOf(
	db: NodePgDatabase,
	names: readonly string[],
): Promise<Set<string>> {
	const taken = new Set<string>();
	for (let start = 0; start < names.length; start += chunk) {
		const some = names.slice(start, start + chunk);
		const { principal } = partyPrincipals;
		const ofParties = await db
			.select({ principal })
			.from(partyPrincipals)
			.where(inArray(principal, some));
		const ofOperators = await db
			.select({ principal: operators.email })
			.from(operators)
			.where(inArray(operators.email, some));
		for (const found of [...ofParties, ...ofOperators])
			taken.add(found.principal);
	}
	return taken;
}

async function insertParties(
	db: NodePgDatabase,
	newParties: readonly NewParty[],
) {
	const { rows } = await db.execute<{ id: string }>(
		sql`SELECT nextval(pg_get_serial_sequence('parties', 'id')) AS id FROM generate_series(1, ${newParties.length})`,
	);
	const numbered = newParties.map((party, index) => ({
		...party,
		id: Number(rows[index]?.id),
	}));
	await db.insert(parties).values(
		numbered.map(({ principals: _, ...party }) => ({
			...party,
			isDisabled: false,
		})),
	);
	const named = numbered.flatMap(({ id, principals }) =>
		principals.map((principal) => ({ principal, partyId: id })),
	);
	if (named.length > 0) await db.insert(partyPrincipals).values(named);
}

/** False when an operator or a party has this name already. */
export async function addOperator(
	db: NodePgDatabase,
	{ groupCodes, ...operator }: NewOperator,
): Promise<boolean> {
	if ((await takenOf(db, [operator.email])).size > 0) return false;
	const [added] = await db
		.insert(operators)
		.values({ ...operator, isBlocked: false })
		.returning({ id: operators.id });
	const operatorId = added?.id as number;
	if (groupCodes.length > 0)
		await db
			.insert(operatorMemberships)
			.values(groupCodes.map((groupCode) => ({ operatorId, groupCode })));
	return true;
}

/** Revokes the earlier tokens of the touchpoint first, where the new one replaces them. */
export async function addTouchpointToken(
	db: NodePgDatabase,
	{ replacesOthers, ...token }: NewTouchpointToken,
): Promise<void> {
	if (replacesOthers)
		await db
			.update(touchpointTokens)
			.set({ revokedAt: token.createdAt })
			.where(
				and(
					eq(touchpointTokens.touchpointCode, token.touchpointCode),
					isNull(touchpointTokens.revokedAt),
				),
			);
	await db.insert(touchpointTokens).values(token);
}
