import type { Actor } from "../../domain/actor.ts";
import type { CaseData } from "../../domain/cases/case-data/case-data-value.ts";
import type { CaseEventKind } from "../../domain/cases/events/case-event.ts";
import type {
	DataType,
	TouchpointKind,
} from "../../domain/catalogue/entries.ts";
import type { Name } from "../../domain/catalogue/name.ts";
import type { Protocol } from "../../domain/origin.ts";
import { readName, writeName } from "../rows/stored-name.ts";
import {
	customType,
	index,
	integer,
	primaryKey,
	sql,
	sqliteTable,
	text,
	uniqueIndex,
} from "./connection/drizzle.ts";

/* Times are milliseconds since 1970. Every table is STRICT: the generated migration gets the word by hand. */

const flag = (name: string) => integer(name, { mode: "boolean" }).notNull();
const isActive = () => flag("is_active");
const isDemo = () => flag("is_demo").default(false);
/** A name for people; see stored-name.ts. */
const displayName = () =>
	customType<{ data: Name; driverData: string }>({
		dataType: () => "text",
		toDriver: writeName,
		fromDriver: readName,
	})("name").notNull();
/** See row-checksum.ts. */
const rowChecksum = () => text("row_digest").notNull().default("");

/** One row of counters; a change raises one, so that every process notices. */
export const versions = sqliteTable("versions", {
	id: integer("id").primaryKey(),
	catalogue: integer("catalogue").notNull(),
	credentials: integer("credentials").notNull(),
	/** The ten-minute periods that a server has run: idempotency keys are dated by it, because a clock that jumps does not change it. */
	keyClock: integer("key_clock").notNull().default(0),
});

/** The chain that the events of this database form; its id is also what tells one database from another. */
export const eventChains = sqliteTable("event_chains", {
	id: text("id").primaryKey(),
});

export const categories = sqliteTable("categories", {
	code: text("code").primaryKey(),
	name: displayName(),
	parentCode: text("parent_code"),
	isSystem: flag("is_system"),
	isActive: isActive(),
	isDemo: isDemo(),
});

export const operatorGroups = sqliteTable("operator_groups", {
	code: text("code").primaryKey(),
	name: displayName(),
	isActive: isActive(),
	isDemo: isDemo(),
});

export const caseTypes = sqliteTable("case_types", {
	code: text("code").primaryKey(),
	graphqlName: text("graphql_name"),
	name: displayName(),
	operatorGroupCode: text("operator_group_code")
		.notNull()
		.references(() => operatorGroups.code),
	isVisibleInApp: flag("is_visible_in_app"),
	isActive: isActive(),
	isDemo: isDemo(),
});

export const operatorGroupTypes = sqliteTable(
	"operator_group_types",
	{
		groupCode: text("group_code")
			.notNull()
			.references(() => operatorGroups.code),
		typeCode: text("type_code")
			.notNull()
			.references(() => caseTypes.code),
		isActive: isActive(),
		isDemo: isDemo(),
	},
	(table) => [primaryKey({ columns: [table.groupCode, table.typeCode] })],
);

export const caseTypeCategories = sqliteTable(
	"case_type_categories",
	{
		typeCode: text("type_code")
			.notNull()
			.references(() => caseTypes.code),
		categoryCode: text("category_code")
			.notNull()
			.references(() => categories.code),
		defaultAnswer: text("default_answer"),
		isActive: isActive(),
		isDemo: isDemo(),
	},
	(table) => [primaryKey({ columns: [table.typeCode, table.categoryCode] })],
);

export const caseFieldGroups = sqliteTable(
	"case_field_groups",
	{
		typeCode: text("type_code")
			.notNull()
			.references(() => caseTypes.code),
		code: text("code").notNull(),
		name: displayName(),
		isActive: isActive(),
		isDemo: isDemo(),
	},
	(table) => [primaryKey({ columns: [table.typeCode, table.code] })],
);

export const caseFields = sqliteTable(
	"case_fields",
	{
		typeCode: text("type_code")
			.notNull()
			.references(() => caseTypes.code),
		code: text("code").notNull(),
		graphqlName: text("graphql_name"),
		name: displayName(),
		description: text("description"),
		dataType: text("data_type").notNull().$type<DataType>(),
		isRequired: flag("is_required"),
		isVisible: flag("is_visible"),
		isEditable: flag("is_editable"),
		groupCode: text("group_code"),
		options: text("options", { mode: "json" })
			.notNull()
			.$type<readonly string[]>(),
		position: integer("position").notNull(),
		isActive: isActive(),
		isDemo: isDemo(),
	},
	(table) => [primaryKey({ columns: [table.typeCode, table.code] })],
);

export const caseStatuses = sqliteTable("case_statuses", {
	name: text("name").primaryKey(),
	isInitial: flag("is_initial"),
	isDefault: flag("is_default"),
	isFinal: flag("is_final"),
	position: integer("position").notNull(),
	isActive: isActive(),
	isDemo: isDemo(),
});

export const caseResolutions = sqliteTable("case_resolutions", {
	name: text("name").primaryKey(),
	isInitial: flag("is_initial"),
	isDefault: flag("is_default"),
	position: integer("position").notNull(),
	isActive: isActive(),
	isDemo: isDemo(),
});

export const touchpoints = sqliteTable("touchpoints", {
	code: text("code").primaryKey(),
	name: displayName(),
	kind: text("kind").notNull().$type<TouchpointKind>(),
	sessionMinutes: integer("session_minutes").notNull(),
	unknownFields: text("unknown_fields").notNull().$type<"refuse" | "warn">(),
	values: text("values")
		.notNull()
		.default("strict")
		.$type<"strict" | "lenient">(),
	isActive: isActive(),
	isDemo: isDemo(),
});

/** An empty `type_code` grants the category and the branch below it. */
export const touchpointGrants = sqliteTable(
	"touchpoint_grants",
	{
		touchpointCode: text("touchpoint_code")
			.notNull()
			.references(() => touchpoints.code),
		categoryCode: text("category_code")
			.notNull()
			.references(() => categories.code),
		typeCode: text("type_code").notNull(),
		isActive: isActive(),
		isDemo: isDemo(),
	},
	(table) => [
		primaryKey({
			columns: [table.touchpointCode, table.categoryCode, table.typeCode],
		}),
	],
);

/** Tokens are kept as SHA-256 alone. */
export const touchpointTokens = sqliteTable("touchpoint_tokens", {
	digest: text("digest").primaryKey(),
	touchpointCode: text("touchpoint_code")
		.notNull()
		.references(() => touchpoints.code),
	createdAt: integer("created_at").notNull(),
	revokedAt: integer("revoked_at"),
	isDemo: isDemo(),
});

export const parties = sqliteTable("parties", {
	id: integer("id").primaryKey({ autoIncrement: true }),
	kind: text("kind").notNull().$type<"PERSON" | "COMPANY">(),
	firstname: text("firstname"),
	lastname: text("lastname"),
	email: text("email"),
	passwordHash: text("password_hash"),
	isDisabled: flag("is_disabled"),
	createdAt: integer("created_at").notNull(),
	isDemo: isDemo(),
});

/** The names a party signs in with; one name belongs to one party. */
export const partyPrincipals = sqliteTable(
	"party_principals",
	{
		principal: text("principal").primaryKey(),
		partyId: integer("party_id")
			.notNull()
			.references(() => parties.id),
	},
	(table) => [index("party_principals_party").on(table.partyId)],
);

export const operators = sqliteTable(
	"operators",
	{
		id: integer("id").primaryKey({ autoIncrement: true }),
		email: text("email").notNull(),
		firstname: text("firstname"),
		lastname: text("lastname"),
		passwordHash: text("password_hash"),
		isBlocked: flag("is_blocked"),
		createdAt: integer("created_at").notNull(),
		isDemo: isDemo(),
	},
	(table) => [uniqueIndex("operators_email").on(table.email)],
);

export const operatorMemberships = sqliteTable(
	"operator_memberships",
	{
		operatorId: integer("operator_id")
			.notNull()
			.references(() => operators.id),
		groupCode: text("group_code")
			.notNull()
			.references(() => operatorGroups.code),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.groupCode] })],
);

/** Open logins, known by the SHA-256 of their token. A session with both people is an operator acting as the party. */
export const sessions = sqliteTable(
	"sessions",
	{
		digest: text("digest").primaryKey(),
		touchpointCode: text("touchpoint_code")
			.notNull()
			.references(() => touchpoints.code),
		partyId: integer("party_id").references(() => parties.id),
		operatorId: integer("operator_id").references(() => operators.id),
		createdAt: integer("created_at").notNull(),
		expiresAt: integer("expires_at").notNull(),
	},
	(table) => [
		index("sessions_expires").on(table.expiresAt),
		index("sessions_party").on(table.partyId),
		index("sessions_operator").on(table.operatorId),
	],
);

/** Whether a case stands elsewhere by its last update than by its number: 1 once it was changed. The text of indexes and statements must be the same. */
export const isUpdated = sql`(updated_at <> numbered_at)`;

export const cases = sqliteTable(
	"cases",
	{
		id: integer("id").primaryKey({ autoIncrement: true }),
		partyId: integer("party_id")
			.notNull()
			.references(() => parties.id),
		/** The operator who created it for the party, if one did. */
		operatorId: integer("operator_id").references(() => operators.id),
		touchpointCode: text("touchpoint_code")
			.notNull()
			.references(() => touchpoints.code),
		categoryCode: text("category_code").notNull(),
		typeCode: text("type_code").notNull(),
		status: text("status")
			.notNull()
			.references(() => caseStatuses.name),
		resolution: text("resolution").references(() => caseResolutions.name),
		assigneeOperatorId: integer("assignee_operator_id").references(
			() => operators.id,
		),
		assigneeGroupCode: text("assignee_group_code").references(
			() => operatorGroups.code,
		),
		caseData: text("case_data", { mode: "json" }).notNull().$type<CaseData>(),
		protocol: text("protocol").notNull().$type<Protocol>(),
		activity: text("activity"),
		/** A JSON list, or null without tags. */
		tags: text("tags"),
		source: text("source"),
		createdAt: integer("created_at").notNull(),
		/** The latest `created_at` so far: never before that of a lower number, even if the clock was set back. */
		numberedAt: integer("numbered_at").notNull().default(0),
		updatedAt: integer("updated_at").notNull(),
		version: integer("version").notNull(),
		rowChecksum: rowChecksum(),
	},
	// Two indexes for each source of lists, of which a new case is in one; prepare-case-pages.ts reads them. A case has
	// one assignee at most; where it has none, it is not in the index.
	(table) => [
		index("cases_party").on(
			table.partyId,
			isUpdated,
			table.numberedAt,
			table.id,
		),
		index("cases_party_moved")
			.on(table.partyId, table.updatedAt, table.id)
			.where(sql`${isUpdated} = 1`),
		index("cases_assignee_operator")
			.on(table.assigneeOperatorId, isUpdated, table.numberedAt, table.id)
			.where(sql`assignee_operator_id IS NOT NULL`),
		index("cases_assignee_operator_moved")
			.on(table.assigneeOperatorId, table.updatedAt, table.id)
			.where(sql`assignee_operator_id IS NOT NULL AND ${isUpdated} = 1`),
		index("cases_assignee_group")
			.on(table.assigneeGroupCode, isUpdated, table.numberedAt, table.id)
			.where(sql`assignee_group_code IS NOT NULL`),
		index("cases_assignee_group_moved")
			.on(table.assigneeGroupCode, table.updatedAt, table.id)
			.where(sql`assignee_group_code IS NOT NULL AND ${isUpdated} = 1`),
	],
);

export const caseComments = sqliteTable(
	"case_comments",
	{
		id: integer("id").primaryKey({ autoIncrement: true }),
		partyId: integer("party_id").notNull(),
		caseId: integer("case_id")
			.notNull()
			.references(() => cases.id),
		description: text("description").notNull(),
		createdAt: integer("created_at").notNull(),
		updatedAt: integer("updated_at").notNull(),
		rowChecksum: rowChecksum(),
	},
	(table) => [index("case_comments_case").on(table.caseId, table.id)],
);

/** What is known of a file; its bytes are `storage_name` in the attachment folder. */
export const caseAttachments = sqliteTable(
	"case_attachments",
	{
		id: integer("id").primaryKey({ autoIncrement: true }),
		partyId: integer("party_id").notNull(),
		caseId: integer("case_id")
			.notNull()
			.references(() => cases.id),
		fileName: text("file_name").notNull(),
		contentType: text("content_type").notNull(),
		size: integer("size").notNull(),
		sha256: text("sha256").notNull(),
		storageName: text("storage_name").notNull(),
		createdAt: integer("created_at").notNull(),
		rowChecksum: rowChecksum(),
	},
	(table) => [
		index("case_attachments_case").on(table.caseId, table.id),
		uniqueIndex("case_attachments_storage").on(table.storageName),
	],
);

/** Every change: who, when, through which protocol, and what it changed. Written in the transaction of the change. */
export const caseEvents = sqliteTable(
	"case_events",
	{
		id: integer("id").primaryKey({ autoIncrement: true }),
		/** Null, as `case_id`, for an event that is about no case. */
		partyId: integer("party_id"),
		caseId: integer("case_id").references(() => cases.id),
		kind: text("kind").notNull().$type<CaseEventKind>(),
		at: integer("at").notNull(),
		protocol: text("protocol").notNull().$type<Protocol>(),
		touchpointCode: text("touchpoint_code").notNull(),
		actorKind: text("actor_kind").notNull().$type<Actor["kind"]>(),
		/** Null where the party itself acted. */
		operatorId: integer("operator_id"),
		/** JSON of the members that changed; null where nothing was there. */
		before: text("before"),
		after: text("after"),
		/** What chains it to the event before; see event-chain.ts. */
		hash: text("hash").notNull().default(""),
		/** Null once `before` and `after` were erased, and in events from before there were salts. */
		salt: text("salt"),
		/** The salted digest of `before` and `after`, which the chain covers in their place; null in events from before there were salts. */
		saltedDigest: text("salted_digest"),
	},
	(table) => [index("case_events_case").on(table.caseId, table.id)],
);

/** Files that came ahead of the case they are for; a create or an addition uses one up. */
export const uploads = sqliteTable(
	"uploads",
	{
		id: integer("id").primaryKey({ autoIncrement: true }),
		/** Null for an operator's own. */
		partyId: integer("party_id").references(() => parties.id),
		operatorId: integer("operator_id").references(() => operators.id),
		fileName: text("file_name").notNull(),
		contentType: text("content_type").notNull(),
		size: integer("size").notNull(),
		sha256: text("sha256").notNull(),
		storageName: text("storage_name").notNull(),
		createdAt: integer("created_at").notNull(),
		rowChecksum: rowChecksum(),
	},
	(table) => [
		uniqueIndex("uploads_storage").on(table.storageName),
		index("uploads_created").on(table.createdAt),
		index("uploads_owner").on(table.partyId, table.operatorId),
	],
);

/** A key is written in the transaction of what it made. */
export const idempotencyKeys = sqliteTable(
	"idempotency_keys",
	{
		/** The party it belongs to, also if an operator acted for it; 0 for an operator's own. */
		partyId: integer("party_id").notNull(),
		/** The operator it belongs to; 0 for a party's. */
		operatorId: integer("operator_id").notNull().default(0),
		touchpointCode: text("touchpoint_code").notNull(),
		key: text("key").notNull(),
		/** SHA-256 of the command that it was sent with. */
		digest: text("digest").notNull(),
		caseId: integer("case_id")
			.notNull()
			.references(() => cases.id),
		/** What the command added to the case; null for a create. */
		commentId: integer("comment_id"),
		attachmentId: integer("attachment_id"),
		createdAt: integer("created_at").notNull(),
		/** `versions.key_clock` then. */
		keyClock: integer("key_clock").notNull().default(0),
		rowChecksum: rowChecksum(),
		/** 0: nothing counts any more how often a key held a duplicate back. */
		replays: integer("replays").notNull(),
	},
	(table) => [
		primaryKey({
			columns: [
				table.partyId,
				table.operatorId,
				table.touchpointCode,
				table.key,
			],
		}),
	],
);
