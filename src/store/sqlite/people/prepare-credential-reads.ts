import type { Profile } from "../../../domain/actor.ts";
import type {
	CredentialStore,
	PersonRecord,
} from "../../../domain/ports/credential-store.ts";
import { and, eq, isNull, sql } from "../connection/drizzle.ts";
import {
	type ConnectedDatabase,
	prepareStoredRead,
} from "../connection/statements.ts";
import {
	operatorMemberships,
	operators,
	parties,
	partyPrincipals,
	sessions,
	touchpointTokens,
} from "../schema.ts";

/** Statements that find tokens and people, prepared once. */
export function prepareCredentialReads(
	db: ConnectedDatabase,
): Omit<CredentialStore, "startSession" | "endSession"> {
	const digest = sql.placeholder("digest");
	const touchpointToken = prepareStoredRead(db, {
		from: touchpointTokens,
		where: and(
			eq(touchpointTokens.digest, digest),
			isNull(touchpointTokens.revokedAt),
		),
	});
	const session = prepareStoredRead(db, {
		from: sessions,
		where: eq(sessions.digest, digest),
	});
	const partyByPrincipal = db
		.select({ id: partyPrincipals.partyId })
		.from(partyPrincipals)
		.where(eq(partyPrincipals.principal, sql.placeholder("principal")))
		.prepare();
	const operatorByEmail = db
		.select({ id: operators.id })
		.from(operators)
		.where(eq(operators.email, sql.placeholder("principal")))
		.prepare();
	const partyById = prepareStoredRead(db, {
		from: parties,
		where: eq(parties.id, sql.placeholder("id")),
	});
	const operatorById = db
		.select()
		.from(operators)
		.where(eq(operators.id, sql.placeholder("id")))
		.prepare();
	const groupsOf = db
		.select({ code: operatorMemberships.groupCode })
		.from(operatorMemberships)
		.where(eq(operatorMemberships.operatorId, sql.placeholder("id")))
		.prepare();

	const profilesOf = (table: typeof operators | typeof parties) =>
		db
			.select({
				id: table.id,
				firstname: table.firstname,
				lastname: table.lastname,
				email: table.email,
			})
			.from(table)
			.where(
				sql`${table.id} IN (SELECT value FROM json_each(${sql.placeholder("ids")}))`,
			)
			.prepare();
	const operatorProfiles = profilesOf(operators);
	const partyProfiles = profilesOf(parties);

	function findParty(id: number): PersonRecord | null {
		const row = partyById.get({ id });
		if (!row) return null;
		const { firstname, lastname, email } = row;
		const { passwordHash, isDisabled, isDemo } = row;
		return {
			kind: "party",
			party: { id, profile: { firstname, lastname, email } },
			passwordHash,
			isDisabled: isDisabled === 1,
			isDemo: isDemo === 1,
		};
	}

	function findOperator(id: number): PersonRecord | null {
		const row = operatorById.get({ id });
		if (!row) return null;
		const { firstname, lastname, email } = row;
		const { passwordHash, isBlocked: isDisabled, isDemo } = row;
		const profile = { firstname, lastname, email };
		const groupCodes = groupsOf.all({ id }).map(({ code }) => code);
		const operator = { id, profile, groupCodes };
		return { kind: "operator", operator, passwordHash, isDisabled, isDemo };
	}

	return {
		async findToken(digest) {
			const token = touchpointToken.get({ digest });
			if (token) {
				const { touchpointCode, isDemo } = token;
				return { kind: "touchpoint", touchpointCode, isDemo: isDemo === 1 };
			}
			const open = session.get({ digest });
			if (!open) return null;
			const { touchpointCode, partyId, operatorId, expiresAt } = open;
			return {
				kind: "session",
				touchpointCode,
				partyId,
				operatorId,
				expiresAt,
			};
		},
		findPerson: async ({ kind, id }) =>
			kind === "party" ? findParty(id) : findOperator(id),
		findOperatorProfiles: async (ids) =>
			profilesById(operatorProfiles.all({ ids: JSON.stringify(ids) })),
		findPartyProfiles: async (ids) =>
			profilesById(partyProfiles.all({ ids: JSON.stringify(ids) })),
		/** A party's principal, else an operator's e-mail. */
		async findPrincipal(principal) {
			const party = partyByPrincipal.get({ principal });
			if (party) return findParty(party.id);
			const operator = operatorByEmail.get({ principal });
			return operator ? findOperator(operator.id) : null;
		},
	};
}

function profilesById(
	rows: readonly (Profile & { readonly id: number })[],
): ReadonlyMap<number, Profile> {
	return new Map(rows.map(({ id, ...profile }) => [id, profile]));
}
