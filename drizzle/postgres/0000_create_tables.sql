CREATE SEQUENCE "public"."attachment_ids" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."case_clock" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."case_ids" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."comment_ids" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."event_ids" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."upload_ids" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "case_attachments" (
	"bucket" integer NOT NULL,
	"id" bigint NOT NULL,
	"party_id" bigint NOT NULL,
	"case_id" bigint NOT NULL,
	"file_name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"storage_name" text NOT NULL,
	"created_at" bigint NOT NULL,
	"row_digest" text DEFAULT '' NOT NULL,
	CONSTRAINT "case_attachments_key" PRIMARY KEY("bucket","id")
);
--> statement-breakpoint
CREATE TABLE "case_comments" (
	"bucket" integer NOT NULL,
	"id" bigint NOT NULL,
	"party_id" bigint NOT NULL,
	"case_id" bigint NOT NULL,
	"description" text NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"row_digest" text DEFAULT '' NOT NULL,
	CONSTRAINT "case_comments_key" PRIMARY KEY("bucket","id")
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"chain" integer NOT NULL,
	"position" bigint NOT NULL,
	"id" bigint NOT NULL,
	"party_id" bigint,
	"case_id" bigint,
	"kind" text NOT NULL,
	"at" bigint NOT NULL,
	"protocol" text NOT NULL,
	"touchpoint_code" text NOT NULL,
	"actor_kind" text NOT NULL,
	"operator_id" bigint,
	"before" text,
	"after" text,
	"hash" text DEFAULT '' NOT NULL,
	"salt" text,
	"salted_digest" text,
	CONSTRAINT "case_events_key" PRIMARY KEY("chain","position")
);
--> statement-breakpoint
CREATE TABLE "case_field_groups" (
	"type_code" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"is_active" boolean NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"entry" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_field_groups_entry_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "case_field_groups_key" PRIMARY KEY("type_code","code")
);
--> statement-breakpoint
CREATE TABLE "case_fields" (
	"type_code" text NOT NULL,
	"code" text NOT NULL,
	"graphql_name" text,
	"name" text NOT NULL,
	"description" text,
	"data_type" text NOT NULL,
	"is_required" boolean NOT NULL,
	"is_visible" boolean NOT NULL,
	"is_editable" boolean NOT NULL,
	"group_code" text,
	"options" text NOT NULL,
	"position" integer NOT NULL,
	"is_active" boolean NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"entry" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_fields_entry_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "case_fields_key" PRIMARY KEY("type_code","code")
);
--> statement-breakpoint
CREATE TABLE "case_resolutions" (
	"name" text PRIMARY KEY NOT NULL,
	"is_initial" boolean NOT NULL,
	"is_default" boolean NOT NULL,
	"position" integer NOT NULL,
	"is_active" boolean NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"entry" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_resolutions_entry_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1)
);
--> statement-breakpoint
CREATE TABLE "case_statuses" (
	"name" text PRIMARY KEY NOT NULL,
	"is_initial" boolean NOT NULL,
	"is_default" boolean NOT NULL,
	"is_final" boolean NOT NULL,
	"position" integer NOT NULL,
	"is_active" boolean NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"entry" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_statuses_entry_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1)
);
--> statement-breakpoint
CREATE TABLE "case_type_categories" (
	"type_code" text NOT NULL,
	"category_code" text NOT NULL,
	"default_answer" text,
	"is_active" boolean NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"entry" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_type_categories_entry_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "case_type_categories_key" PRIMARY KEY("type_code","category_code")
);
--> statement-breakpoint
CREATE TABLE "case_types" (
	"code" text PRIMARY KEY NOT NULL,
	"graphql_name" text,
	"name" text NOT NULL,
	"operator_group_code" text NOT NULL,
	"is_visible_in_app" boolean NOT NULL,
	"is_active" boolean NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"entry" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_types_entry_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1)
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"bucket" integer NOT NULL,
	"id" bigint NOT NULL,
	"party_id" bigint NOT NULL,
	"operator_id" bigint,
	"touchpoint_code" text NOT NULL,
	"category_code" text NOT NULL,
	"type_code" text NOT NULL,
	"status" text NOT NULL,
	"resolution" text,
	"assignee_operator_id" bigint,
	"assignee_group_code" text,
	"case_data" text NOT NULL,
	"protocol" text NOT NULL,
	"activity" text,
	"tags" text,
	"source" text,
	"created_at" bigint NOT NULL,
	"numbered_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"version" integer NOT NULL,
	"row_digest" text DEFAULT '' NOT NULL,
	CONSTRAINT "cases_key" PRIMARY KEY("bucket","id")
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"parent_code" text,
	"is_system" boolean NOT NULL,
	"is_active" boolean NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"entry" bigint GENERATED ALWAYS AS IDENTITY (sequence name "categories_entry_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1)
);
--> statement-breakpoint
CREATE TABLE "event_chains" (
	"chain" integer PRIMARY KEY NOT NULL,
	"id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"bucket" integer NOT NULL,
	"party_id" bigint NOT NULL,
	"operator_id" bigint DEFAULT 0 NOT NULL,
	"touchpoint_code" text NOT NULL,
	"key" text NOT NULL,
	"digest" text NOT NULL,
	"case_id" bigint NOT NULL,
	"comment_id" bigint,
	"attachment_id" bigint,
	"created_at" bigint NOT NULL,
	"key_clock" bigint DEFAULT 0 NOT NULL,
	"row_digest" text DEFAULT '' NOT NULL,
	"replays" integer NOT NULL,
	CONSTRAINT "idempotency_keys_key" PRIMARY KEY("bucket","party_id","operator_id","touchpoint_code","key")
);
--> statement-breakpoint
CREATE TABLE "operator_group_types" (
	"group_code" text NOT NULL,
	"type_code" text NOT NULL,
	"is_active" boolean NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"entry" bigint GENERATED ALWAYS AS IDENTITY (sequence name "operator_group_types_entry_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "operator_group_types_key" PRIMARY KEY("group_code","type_code")
);
--> statement-breakpoint
CREATE TABLE "operator_groups" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_active" boolean NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"entry" bigint GENERATED ALWAYS AS IDENTITY (sequence name "operator_groups_entry_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1)
);
--> statement-breakpoint
CREATE TABLE "operator_memberships" (
	"operator_id" bigint NOT NULL,
	"group_code" text NOT NULL,
	CONSTRAINT "operator_memberships_key" PRIMARY KEY("operator_id","group_code")
);
--> statement-breakpoint
CREATE TABLE "operators" (
	"id" bigint PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "operators_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"firstname" text,
	"lastname" text,
	"password_hash" text,
	"is_blocked" boolean NOT NULL,
	"created_at" bigint NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parties" (
	"id" bigint PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "parties_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"firstname" text,
	"lastname" text,
	"email" text,
	"password_hash" text,
	"is_disabled" boolean NOT NULL,
	"created_at" bigint NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "party_principals" (
	"principal" text PRIMARY KEY NOT NULL,
	"party_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"digest" text PRIMARY KEY NOT NULL,
	"touchpoint_code" text NOT NULL,
	"party_id" bigint,
	"operator_id" bigint,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "touchpoint_grants" (
	"touchpoint_code" text NOT NULL,
	"category_code" text NOT NULL,
	"type_code" text NOT NULL,
	"is_active" boolean NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"entry" bigint GENERATED ALWAYS AS IDENTITY (sequence name "touchpoint_grants_entry_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "touchpoint_grants_key" PRIMARY KEY("touchpoint_code","category_code","type_code")
);
--> statement-breakpoint
CREATE TABLE "touchpoint_tokens" (
	"digest" text PRIMARY KEY NOT NULL,
	"touchpoint_code" text NOT NULL,
	"created_at" bigint NOT NULL,
	"revoked_at" bigint,
	"is_demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "touchpoints" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"session_minutes" integer NOT NULL,
	"unknown_fields" text NOT NULL,
	"values" text DEFAULT 'strict' NOT NULL,
	"is_active" boolean NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"entry" bigint GENERATED ALWAYS AS IDENTITY (sequence name "touchpoints_entry_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1)
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"bucket" integer NOT NULL,
	"id" bigint NOT NULL,
	"party_id" bigint,
	"operator_id" bigint,
	"file_name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"storage_name" text NOT NULL,
	"created_at" bigint NOT NULL,
	"row_digest" text DEFAULT '' NOT NULL,
	CONSTRAINT "uploads_key" PRIMARY KEY("bucket","id")
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"id" integer PRIMARY KEY NOT NULL,
	"catalogue" bigint NOT NULL,
	"credentials" bigint NOT NULL,
	"key_clock" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_field_groups" ADD CONSTRAINT "case_field_groups_type_code_case_types_code_fk" FOREIGN KEY ("type_code") REFERENCES "public"."case_types"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_fields" ADD CONSTRAINT "case_fields_type_code_case_types_code_fk" FOREIGN KEY ("type_code") REFERENCES "public"."case_types"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_type_categories" ADD CONSTRAINT "case_type_categories_type_code_case_types_code_fk" FOREIGN KEY ("type_code") REFERENCES "public"."case_types"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_type_categories" ADD CONSTRAINT "case_type_categories_category_code_categories_code_fk" FOREIGN KEY ("category_code") REFERENCES "public"."categories"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_types" ADD CONSTRAINT "case_types_operator_group_code_operator_groups_code_fk" FOREIGN KEY ("operator_group_code") REFERENCES "public"."operator_groups"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_group_types" ADD CONSTRAINT "operator_group_types_group_code_operator_groups_code_fk" FOREIGN KEY ("group_code") REFERENCES "public"."operator_groups"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_group_types" ADD CONSTRAINT "operator_group_types_type_code_case_types_code_fk" FOREIGN KEY ("type_code") REFERENCES "public"."case_types"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_memberships" ADD CONSTRAINT "operator_memberships_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_memberships" ADD CONSTRAINT "operator_memberships_group_code_operator_groups_code_fk" FOREIGN KEY ("group_code") REFERENCES "public"."operator_groups"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_principals" ADD CONSTRAINT "party_principals_party_id_parties_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."parties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_touchpoint_code_touchpoints_code_fk" FOREIGN KEY ("touchpoint_code") REFERENCES "public"."touchpoints"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_party_id_parties_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."parties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_grants" ADD CONSTRAINT "touchpoint_grants_touchpoint_code_touchpoints_code_fk" FOREIGN KEY ("touchpoint_code") REFERENCES "public"."touchpoints"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_grants" ADD CONSTRAINT "touchpoint_grants_category_code_categories_code_fk" FOREIGN KEY ("category_code") REFERENCES "public"."categories"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touchpoint_tokens" ADD CONSTRAINT "touchpoint_tokens_touchpoint_code_touchpoints_code_fk" FOREIGN KEY ("touchpoint_code") REFERENCES "public"."touchpoints"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_attachments_id" ON "case_attachments" USING btree ("id");--> statement-breakpoint
CREATE INDEX "case_attachments_case" ON "case_attachments" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "case_attachments_storage" ON "case_attachments" USING btree ("storage_name");--> statement-breakpoint
CREATE INDEX "case_comments_id" ON "case_comments" USING btree ("id");--> statement-breakpoint
CREATE INDEX "case_comments_case" ON "case_comments" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "case_events_id" ON "case_events" USING btree ("id");--> statement-breakpoint
CREATE INDEX "case_events_case" ON "case_events" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "cases_id" ON "cases" USING btree ("id");--> statement-breakpoint
CREATE INDEX "cases_party" ON "cases" USING btree ("party_id","numbered_at","id");--> statement-breakpoint
CREATE INDEX "cases_party_updated" ON "cases" USING btree ("party_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "cases_assignee_operator" ON "cases" USING btree ("assignee_operator_id","numbered_at","id") WHERE assignee_operator_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_assignee_operator_updated" ON "cases" USING btree ("assignee_operator_id","updated_at","id") WHERE assignee_operator_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_assignee_group" ON "cases" USING btree ("assignee_group_code","numbered_at","id") WHERE assignee_group_code IS NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_assignee_group_updated" ON "cases" USING btree ("assignee_group_code","updated_at","id") WHERE assignee_group_code IS NOT NULL;--> statement-breakpoint
CREATE INDEX "idempotency_keys_clock" ON "idempotency_keys" USING brin ("key_clock");--> statement-breakpoint
CREATE UNIQUE INDEX "operators_email" ON "operators" USING btree ("email");--> statement-breakpoint
CREATE INDEX "party_principals_party" ON "party_principals" USING btree ("party_id");--> statement-breakpoint
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_party" ON "sessions" USING btree ("party_id");--> statement-breakpoint
CREATE INDEX "sessions_operator" ON "sessions" USING btree ("operator_id");--> statement-breakpoint
CREATE INDEX "uploads_id" ON "uploads" USING btree ("id");--> statement-breakpoint
CREATE INDEX "uploads_storage" ON "uploads" USING btree ("storage_name");--> statement-breakpoint
CREATE INDEX "uploads_created" ON "uploads" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "uploads_owner" ON "uploads" USING btree ("party_id","operator_id");--> statement-breakpoint
INSERT INTO "versions" ("id", "catalogue", "credentials") VALUES (1, 1, 1);
