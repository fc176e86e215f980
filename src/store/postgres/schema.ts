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
	bigint,
	boolean,
	customType,
	index,
	integer,
	pgSequence,
	pgTable,
	primaryKey,
	sql,
	text,
	uniqueIndex,
} from "./connection/drizzle.ts";

/*
 * The tables of store/sqlite/schema.ts, whose columns are explained there; their rows have the same types, which
 * test/store/equal-rows.ts checks. Times are milliseconds since 1970.
 *
 * Rows of a party carry a bucket, which says for ever where they are when tables are spread over several servers: their
 * primary keys begin with it, and no other key is unique. What a create writes has no foreign keys: they would lock a row
 * of the touchpoint for every case, and cost a tenth to two thirds of the write. `casebridge verify` looks for orphans.
 */

/** An integer of 64 bits, of which JavaScript counts 53 exactly. */
const count = (name: string) => bigint(name, { mode: "number" });
const flag = (name: string) => boolean(name).notNull();
const isActive = () => flag("is_active");
const isDemo = () => flag("is_demo").default(false);
const rowChecksum = () => text("row_digest").notNull().default("");
const bucket = () => integer("bucket").notNull();
/** Says in which order entries were first applied, as they are read again. */
const entry = () => count("entry").notNull().generatedAlwaysAsIdentity();

/** JSON as its text: `jsonb` would order the members anew, and a checksum covers the text. */
const json = <Data>(name: string) =>
	customType<{ data: Data; driverData: string }>({
		dataType: () => "text",
		toDriver: (value) => JSON.stringify(value),
		fromDriver: (value) => JSON.parse(value),
	})(name);

/** A name for people; see stored-name.ts. */
const displayName = () =>
	customType<{ data: Name; driverData: string }>({
		dataType: () => "text",
		toDriver: writeName,
		fromDriver: readName,
	})("name").notNull();

/** Where ids come from, in blocks that are allotted under a lock. */
export const caseIds = pgSequence("case_ids");
export const commentIds = pgSequence("comment_ids");
export const attachmentIds = pgSequence("attachment_ids");
export const uploadIds = pgSequence("upload_ids");
/** Rises with time: `greatest(nextval, milliseconds * 1000)`. */
export const eventIds = pgSequence("event_ids");
/** Not numbers but milliseconds: the latest `numbered_at` that a writer was given. */
export const caseClock = pgSequence("case_clock");

export const versions = pgTable("versions", {
	id: integer("id").primaryKey(),
	catalogue: count("catalogue").notNull(),
	credentials: count("credentials").notNull(),
	keyClock: count("key_clock").notNull().default(0),
});

/** Each writer has a chain of its own. */
export const eventChains = pgTable("event_chains", {
	chain: integer("chain").primaryKey(),
	id: text("id").notNull(),
});

export const categories = pgTable("categories", {
	code: text("code").primaryKey(),
	name: displayName(),
	parentCode: text("parent_code"),
	isSystem: flag("is_system"),
	isActive: isActive(),
	isDemo: isDemo(),
	entry: entry(),
});

export const operatorGroups = pgTable("operator_groups", {
	code: text("code").primaryKey(),
	name: displayName(),
	isActive: isActive(),
	isDemo: isDemo(),
	entry: entry(),
});

export const caseTypes = pgTable("case_types", {
	code: text("code").primaryKey(),
	graphqlName: text("graphql_name"),
	name: displayName(),
	operatorGroupCode: text("operator_group_code")
		.notNull()
		.references(() => operatorGroups.code),
	isVisibleInApp: flag("is_visible_in_app"),
	isActive: isActive(),
	isDemo: isDemo(),
	entry: entry(),
});

export const operatorGroupTypes = pgTable(
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
		entry: entry(),
	},
	(table) => [
		primaryKey({
			name: "operator_group_types_key",
			columns: [table.groupCode, table.typeCode],
		}),
	],
);

export const caseTypeCategories = pgTable(
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
		entry: entry(),
	},
	(table) => [
		primaryKey({
			name: "case_type_categories_key",
			columns: [table.typeCode, table.categoryCode],
		}),
	],
);

export const caseFieldGroups = pgTable(
	"case_field_groups",
	{
		typeCode: text("type_code")
			.notNull()
			.references(() => caseTypes.code),
		code: text("code").notNull(),
		name: displayName(),
		isActive: isActive(),
		isDemo: isDemo(),
		entry: entry(),
	},
	(table) => [
		primaryKey({
			name: "case_field_groups_key",
			columns: [table.typeCode, table.code],
		}),
	],
);

export const caseFields = pgTable(
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
		options: json<readonly string[]>("options").notNull(),
		position: integer("position").notNull(),
		isActive: isActive(),
		isDemo: isDemo(),
		entry: entry(),
	},
	(table) => [
		primaryKey({
			name: "case_fields_key",
			columns: [table.typeCode, table.code],
		}),
	],
);

export const caseStatuses = pgTable("case_statuses", {
	name: text("name").primaryKey(),
	isInitial: flag("is_initial"),
	isDefault: flag("is_default"),
	isFinal: flag("is_final"),
	position: integer("position").notNull(),
	isActive: isActive(),
	isDemo: isDemo(),
	entry: entry(),
});

export const caseResolutions = pgTable("case_resolutions", {
	name: text("name").primaryKey(),
	isInitial: flag("is_initial"),
	isDefault: flag("is_default"),
	position: integer("position").notNull(),
	isActive: isActive(),
	isDemo: isDemo(),
	entry: entry(),
});

export const touchpoints = pgTable("touchpoints", {
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
	entry: entry(),
});

export const touchpointGrants = pgTable(
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
		entry: entry(),
	},
	(table) => [
		primaryKey({
			name: "touchpoint_grants_key",
			columns: [table.touchpointCode, table.categoryCode, table.typeCode],
		}),
	],
);

export const touchpointTokens = pgTable("touchpoint_tokens", {
	digest: text("digest").primaryKey(),
	touchpointCode: text("touchpoint_code")
		.notNull()
		.references(() => touchpoints.code),
	createdAt: count("created_at").notNull(),
	revokedAt: count("revoked_at"),
	isDemo: isDemo(),
});

export const parties = pgTable("parties", {
	id: count("id").primaryKey().generatedByDefaultAsIdentity(),
	kind: text("kind").notNull().$type<"PERSON" | "COMPANY">(),
	firstname: text("firstname"),
	lastname: text("lastname"),
	email: text("email"),
	passwordHash: text("password_hash"),
	isDisabled: flag("is_disabled"),
	createdAt: count("created_at").notNull(),
	isDemo: isDemo(),
});

export const partyPrincipals = pgTable(
	"party_principals",
	{
		principal: text("principal").primaryKey(),
		partyId: count("party_id")
			.notNull()
			.references(() => parties.id),
	},
	(table) => [index("party_principals_party").on(table.partyId)],
);

export const operators = pgTable(
	"operators",
	{
		id: count("id").primaryKey().generatedByDefaultAsIdentity(),
		email: text("email").notNull(),
		firstname: text("firstname"),
		lastname: text("lastname"),
		passwordHash: text("password_hash"),
		isBlocked: flag("is_blocked"),
		createdAt: count("created_at").notNull(),
		isDemo: isDemo(),
	},
	(table) => [uniqueIndex("operators_email").on(table.email)],
);

export const operatorMemberships = pgTable(
	"operator_memberships",
	{
		operatorId: count("operator_id")
			.notNull()
			.references(() => operators.id),
		groupCode: text("group_code")
			.notNull()
			.references(() => operatorGroups.code),
	},
	(table) => [
		primaryKey({
			name: "operator_memberships_key",
			columns: [table.operatorId, table.groupCode],
		}),
	],
);

export const sessions = pgTable(
	"sessions",
	{
		digest: text("digest").primaryKey(),
		touchpointCode: text("touchpoint_code")
			.notNull()
			.references(() => touchpoints.code),
		partyId: count("party_id").references(() => parties.id),
		operatorId: count("operator_id").references(() => operators.id),
		createdAt: count("created_at").notNull(),
		expiresAt: count("expires_at").notNull(),
	},
	(table) => [
		index("sessions_expires").on(table.expiresAt),
		index("sessions_party").on(table.partyId),
		index("sessions_operator").on(table.operatorId),
	],
);

export const cases = pgTable(
	"cases",
	{
		bucket: bucket(),
		id: count("id").notNull(),
		partyId: count("party_id").notNull(),
		operatorId: count("operator_id"),
		touchpointCode: text("touchpoint_code").notNull(),
		categoryCode: text("category_code").notNull(),
		typeCode: text("type_code").notNull(),
		status: text("status").notNull(),
		resolution: text("resolution"),
		assigneeOperatorId: count("assignee_operator_id"),
		assigneeGroupCode: text("assignee_group_code"),
		caseData: json<CaseData>("case_data").notNull(),
		protocol: text("protocol").notNull().$type<Protocol>(),
		activity: text("activity"),
		tags: text("tags"),
		source: text("source"),
		createdAt: count("created_at").notNull(),
		numberedAt: count("numbered_at").notNull(),
		updatedAt: count("updated_at").notNull(),
		version: integer("version").notNull(),
		rowChecksum: rowChecksum(),
	},
	// Two orders for each source of lists; prepare-case-pages.ts reads them. SQLite's way, an index with "is updated" in it,
	// does not help PostgreSQL, whose planner rewrites that condition and then does not find the index.
	(table) => [
		primaryKey({ name: "cases_key", columns: [table.bucket, table.id] }),
		index("cases_id").on(table.id),
		index("cases_party").on(table.partyId, table.numberedAt, table.id),
		index("cases_party_updated").on(table.partyId, table.updatedAt, table.id),
		index("cases_assignee_operator")
			.on(table.assigneeOperatorId, table.numberedAt, table.id)
			.where(sql`assignee_operator_id IS NOT NULL`),
		index("cases_assignee_operator_updated")
			.on(table.assigneeOperatorId, table.updatedAt, table.id)
			.where(sql`assignee_operator_id IS NOT NULL`),
		index("cases_assignee_group")
			.on(table.assigneeGroupCode, table.numberedAt, table.id)
			.where(sql`assignee_group_code IS NOT NULL`),
		index("cases_assignee_group_updated")
			.on(table.assigneeGroupCode, table.updatedAt, table.id)
			.where(sql`assignee_group_code IS NOT NULL`),
	],
);

export const caseComments = pgTable(
	"case_comments",
	{
		bucket: bucket(),
		id: count("id").notNull(),
		partyId: count("party_id").notNull(),
		caseId: count("case_id").notNull(),
		description: text("description").notNull(),
		createdAt: count("created_at").notNull(),
		updatedAt: count("updated_at").notNull(),
		rowChecksum: rowChecksum(),
	},
	(table) => [
		primaryKey({
			name: "case_comments_key",
			columns: [table.bucket, table.id],
		}),
		index("case_comments_id").on(table.id),
		index("case_comments_case").on(table.caseId, table.id),
	],
);

export const caseAttachments = pgTable(
	"case_attachments",
	{
		bucket: bucket(),
		id: count("id").notNull(),
		partyId: count("party_id").notNull(),
		caseId: count("case_id").notNull(),
		fileName: text("file_name").notNull(),
		contentType: text("content_type").notNull(),
		size: count("size").notNull(),
		sha256: text("sha256").notNull(),
		storageName: text("storage_name").notNull(),
		createdAt: count("created_at").notNull(),
		rowChecksum: rowChecksum(),
	},
	(table) => [
		primaryKey({
			name: "case_attachments_key",
			columns: [table.bucket, table.id],
		}),
		index("case_attachments_id").on(table.id),
		index("case_attachments_case").on(table.caseId, table.id),
		index("case_attachments_storage").on(table.storageName),
	],
);

/** Positions of a chain count from 1 without a gap, and the key keeps a second writer from the same one. */
export const caseEvents = pgTable(
	"case_events",
	{
		chain: integer("chain").notNull(),
		position: count("position").notNull(),
		id: count("id").notNull(),
		partyId: count("party_id"),
		caseId: count("case_id"),
		kind: text("kind").notNull().$type<CaseEventKind>(),
		at: count("at").notNull(),
		protocol: text("protocol").notNull().$type<Protocol>(),
		touchpointCode: text("touchpoint_code").notNull(),
		actorKind: text("actor_kind").notNull().$type<Actor["kind"]>(),
		operatorId: count("operator_id"),
		before: text("before"),
		after: text("after"),
		hash: text("hash").notNull().default(""),
		salt: text("salt"),
		saltedDigest: text("salted_digest"),
	},
	(table) => [
		primaryKey({
			name: "case_events_key",
			columns: [table.chain, table.position],
		}),
		index("case_events_id").on(table.id),
		index("case_events_case").on(table.caseId, table.id),
	],
);

/** An operator's own uploads are in bucket 0. */
export const uploads = pgTable(
	"uploads",
	{
		bucket: bucket(),
		id: count("id").notNull(),
		partyId: count("party_id"),
		operatorId: count("operator_id"),
		fileName: text("file_name").notNull(),
		contentType: text("content_type").notNull(),
		size: count("size").notNull(),
		sha256: text("sha256").notNull(),
		storageName: text("storage_name").notNull(),
		createdAt: count("created_at").notNull(),
		rowChecksum: rowChecksum(),
	},
	(table) => [
		primaryKey({ name: "uploads_key", columns: [table.bucket, table.id] }),
		index("uploads_id").on(table.id),
		index("uploads_storage").on(table.storageName),
		index("uploads_created").on(table.createdAt),
		index("uploads_owner").on(table.partyId, table.operatorId),
	],
);

/** Rows come in the order of `key_clock`, so that the small index finds the oldest. An operator's own are in bucket 0. */
export const idempotencyKeys = pgTable(
	"idempotency_keys",
	{
		bucket: bucket(),
		partyId: count("party_id").notNull(),
		operatorId: count("operator_id").notNull().default(0),
		touchpointCode: text("touchpoint_code").notNull(),
		key: text("key").notNull(),
		digest: text("digest").notNull(),
		caseId: count("case_id").notNull(),
		commentId: count("comment_id"),
		attachmentId: count("attachment_id"),
		createdAt: count("created_at").notNull(),
		keyClock: count("key_clock").notNull().default(0),
		rowChecksum: rowChecksum(),
		replays: integer("replays").notNull(),
	},
	(table) => [
		primaryKey({
			name: "idempotency_keys_key",
			columns: [
				table.bucket,
				table.partyId,
				table.operatorId,
				table.touchpointCode,
				table.key,
			],
		}),
		index("idempotency_keys_clock").using("brin", table.keyClock),
	],
);
