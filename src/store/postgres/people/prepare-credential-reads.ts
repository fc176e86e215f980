import type { Profile } from "../../../domain/actor.ts";
import type {
	CredentialStore,
	PersonRecord,
	TokenRecord,
} from "../../../domain/ports/credential-store.ts";
import { type SQL, sql } from "../connection/drizzle.ts";
import { isAnyOf } from "../connection/is-any-of.ts";
import { prepareRead, type Run } from "../connection/statements.ts";
import {
	operatorMemberships,
	operators,
	parties,
	partyPrincipals,
	sessions,
	touchpointTokens,
} from "../schema.ts";

type PersonRow = Profile & {
	readonly id: number;
	readonly passwordHash: string | null;
	readonly isDisabled: boolean;
	readonly isDemo: boolean;
};
type OperatorRow = PersonRow & { readonly groupCodes: readonly string[] };
type ProfileRow = Profile & { readonly id: number };
type TokenRow = Extract<TokenRecord, { readonly kind: "touchpoint" }>;
type SessionRow = Extract<TokenRecord, { readonly kind: "session" }>;

/** Statements that find tokens and people, prepared once. */
export function prepareCredentialReads(
	run: Run,
): Omit<CredentialStore, "startSession" | "endSession"> {
	const digest = sql.placeholder("digest");
	const id = sql.placeholder("id");
	const principal = sql.placeholder("principal");
	const touchpointToken = prepareRead<Omit<TokenRow, "kind">>(
		run,
		sql`SELECT ${touchpointTokens.touchpointCode} AS "touchpointCode", ${touchpointTokens.isDemo} AS "isDemo"
			FROM ${touchpointTokens} WHERE ${touchpointTokens.digest} = ${digest} AND ${touchpointTokens.revokedAt} IS NULL`,
	);
	const session = prepareRead<Omit<SessionRow, "kind">>(
		run,
		sql`SELECT ${sessions.touchpointCode} AS "touchpointCode", ${sessions.partyId} AS "partyId",
				${sessions.operatorId} AS "operatorId", ${sessions.expiresAt} AS "expiresAt"
			FROM ${sessions} WHERE ${sessions.digest} = ${digest}`,
	);
	const profileOf = (table: typeof parties | typeof operators) =>
		sql`${table.id} AS "id", ${table.firstname} AS "firstname", ${table.lastname} AS "lastname", ${table.email} AS "email"`;
	const partyWhere = (condition: SQL) =>
		prepareRead<PersonRow>(
			run,
			sql`SELECT ${profileOf(parties)}, ${parties.passwordHash} AS "passwordHash", ${parties.isDisabled} AS "isDisabled", ${parties.isDemo} AS "isDemo"
				FROM ${parties} WHERE ${condition}`,
		);
	const operatorWhere = (condition: SQL) =>
		prepareRead<OperatorRow>(
			run,
			sql`SELECT ${profileOf(operators)}, ${operators.passwordHash} AS "passwordHash", ${operators.isBlocked} AS "isDisabled", ${operators.isDemo} AS "isDemo",
					ARRAY(SELECT ${operatorMemberships.groupCode} FROM ${operatorMemberships}
						WHERE ${operatorMemberships.operatorId} = ${operators.id}
						ORDER BY ${operatorMemberships.groupCode} COLLATE "C") AS "groupCodes"
				FROM ${operators} WHERE ${condition}`,
		);
	const find = {
		party: partyWhere(sql`${parties.id} = ${id}`),
		operator: operatorWhere(sql`${operators.id} = ${id}`),
		partyOf: partyWhere(
			sql`${parties.id} = (SELECT ${partyPrincipals.partyId} FROM ${partyPrincipals} WHERE ${partyPrincipals.principal} = ${principal})`,
		),
		operatorOf: operatorWhere(sql`${operators.email} = ${principal}`),
	};
	const profilesOf = (table: typeof parties | typeof operators) => {
		const select = prepareRead<ProfileRow>(
			run,
			sql`SELECT ${profileOf(table)} FROM ${table} WHERE ${isAnyOf(table.id, "ids")}`,
		);
		return async (
			ids: readonly number[],
		): Promise<ReadonlyMap<number, Profile>> => {
			const rows = await select({ ids });
			return new Map(rows.map(({ id, ...profile }) => [id, profile]));
		};
	};

	return {
		async findToken(digest) {
			const [token] = await touchpointToken({ digest });
			if (token) return { kind: "touchpoint", ...token };
			const [open] = await session({ digest });
			return open ? { kind: "session", ...open } : null;
		},
		async findPerson({ kind, id }) {
			if (kind === "party") return partyRecord(await find.party({ id }));
			return operatorRecord(await find.operator({ id }));
		},
		/** A party's principal, else an operator's e-mail. */
		findPrincipal: async (principal) =>
			partyRecord(await find.partyOf({ principal })) ??
			operatorRecord(await find.operatorOf({ principal })),
		findOperatorProfiles: profilesOf(operators),
		findPartyProfiles: profilesOf(parties),
	};
}

function partyRecord([row]: readonly PersonRow[]): PersonRecord | null {
	if (!row) return null;
	const { id, firstname, lastname, email, ...state } = row;
	const party = { id, profile: { firstname, lastname, email } };
	return { kind: "party", party, ...state };
}

function operatorRecord([row]: readonly OperatorRow[]): PersonRecord | null {
	if (!row) return null;
	const { id, firstname, lastname, email, groupCodes, ...state } = row;
	const profile = { firstname, lastname, email };
	return { kind: "operator", operator: { id, profile, groupCodes }, ...state };
}
