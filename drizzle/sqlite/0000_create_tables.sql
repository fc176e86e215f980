CREATE TABLE `case_attachments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`party_id` integer NOT NULL,
	`case_id` integer NOT NULL,
	`file_name` text NOT NULL,
	`content_type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`storage_name` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_attachments_case` ON `case_attachments` (`case_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `case_attachments_storage` ON `case_attachments` (`storage_name`);--> statement-breakpoint
CREATE TABLE `case_comments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`party_id` integer NOT NULL,
	`case_id` integer NOT NULL,
	`description` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_comments_case` ON `case_comments` (`case_id`,`id`);--> statement-breakpoint
CREATE TABLE `case_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`party_id` integer NOT NULL,
	`case_id` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`door` text NOT NULL,
	`touchpoint_code` text NOT NULL,
	`actor_kind` text NOT NULL,
	`operator_id` integer,
	`before` text,
	`after` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_events_case` ON `case_events` (`case_id`,`id`);--> statement-breakpoint
CREATE TABLE `case_field_groups` (
	`type_code` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`is_active` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`type_code`, `code`),
	FOREIGN KEY (`type_code`) REFERENCES `case_types`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `case_fields` (
	`type_code` text NOT NULL,
	`code` text NOT NULL,
	`graphql_name` text,
	`name` text NOT NULL,
	`description` text,
	`data_type` text NOT NULL,
	`is_required` integer NOT NULL,
	`is_visible` integer NOT NULL,
	`is_editable` integer NOT NULL,
	`group_code` text,
	`options` text NOT NULL,
	`position` integer NOT NULL,
	`is_active` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`type_code`, `code`),
	FOREIGN KEY (`type_code`) REFERENCES `case_types`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `case_resolutions` (
	`name` text PRIMARY KEY NOT NULL,
	`is_initial` integer NOT NULL,
	`is_default` integer NOT NULL,
	`position` integer NOT NULL,
	`is_active` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `case_statuses` (
	`name` text PRIMARY KEY NOT NULL,
	`is_initial` integer NOT NULL,
	`is_default` integer NOT NULL,
	`is_final` integer NOT NULL,
	`position` integer NOT NULL,
	`is_active` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `case_type_categories` (
	`type_code` text NOT NULL,
	`category_code` text NOT NULL,
	`default_answer` text,
	`is_active` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`type_code`, `category_code`),
	FOREIGN KEY (`type_code`) REFERENCES `case_types`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`category_code`) REFERENCES `categories`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `case_types` (
	`code` text PRIMARY KEY NOT NULL,
	`graphql_name` text,
	`name` text NOT NULL,
	`operator_group_code` text NOT NULL,
	`is_visible_in_app` integer NOT NULL,
	`is_active` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`operator_group_code`) REFERENCES `operator_groups`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `cases` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`party_id` integer NOT NULL,
	`operator_id` integer,
	`touchpoint_code` text NOT NULL,
	`category_code` text NOT NULL,
	`type_code` text NOT NULL,
	`status` text NOT NULL,
	`resolution` text,
	`assignee_operator_id` integer,
	`assignee_group_code` text,
	`case_data` text NOT NULL,
	`door` text NOT NULL,
	`activity` text,
	`tags` text,
	`source` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`party_id`) REFERENCES `parties`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`touchpoint_code`) REFERENCES `touchpoints`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`status`) REFERENCES `case_statuses`(`name`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resolution`) REFERENCES `case_resolutions`(`name`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_operator_id`) REFERENCES `operators`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_group_code`) REFERENCES `operator_groups`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `cases_party` ON `cases` (`party_id`,`id`);--> statement-breakpoint
CREATE INDEX `cases_assignee_operator` ON `cases` (`assignee_operator_id`,`id`);--> statement-breakpoint
CREATE INDEX `cases_assignee_group` ON `cases` (`assignee_group_code`,`id`);--> statement-breakpoint
CREATE INDEX `cases_updated` ON `cases` (`party_id`,`updated_at`,`id`);--> statement-breakpoint
CREATE TABLE `categories` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`parent_code` text,
	`is_system` integer NOT NULL,
	`is_active` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`party_id` integer NOT NULL,
	`touchpoint_code` text NOT NULL,
	`key` text NOT NULL,
	`digest` text NOT NULL,
	`case_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`replays` integer NOT NULL,
	PRIMARY KEY(`party_id`, `touchpoint_code`, `key`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `operator_group_types` (
	`group_code` text NOT NULL,
	`type_code` text NOT NULL,
	`is_active` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`group_code`, `type_code`),
	FOREIGN KEY (`group_code`) REFERENCES `operator_groups`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`type_code`) REFERENCES `case_types`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `operator_groups` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`is_active` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `operator_memberships` (
	`operator_id` integer NOT NULL,
	`group_code` text NOT NULL,
	PRIMARY KEY(`operator_id`, `group_code`),
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_code`) REFERENCES `operator_groups`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `operators` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`email` text NOT NULL,
	`firstname` text,
	`lastname` text,
	`password_hash` text,
	`is_blocked` integer NOT NULL,
	`created_at` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `operators_email` ON `operators` (`email`);--> statement-breakpoint
CREATE TABLE `parties` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`firstname` text,
	`lastname` text,
	`email` text,
	`password_hash` text,
	`is_disabled` integer NOT NULL,
	`created_at` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `party_principals` (
	`principal` text PRIMARY KEY NOT NULL,
	`party_id` integer NOT NULL,
	FOREIGN KEY (`party_id`) REFERENCES `parties`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `party_principals_party` ON `party_principals` (`party_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`digest` text PRIMARY KEY NOT NULL,
	`touchpoint_code` text NOT NULL,
	`party_id` integer,
	`operator_id` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`touchpoint_code`) REFERENCES `touchpoints`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `parties`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE INDEX `sessions_party` ON `sessions` (`party_id`);--> statement-breakpoint
CREATE INDEX `sessions_operator` ON `sessions` (`operator_id`);--> statement-breakpoint
CREATE TABLE `touchpoint_grants` (
	`touchpoint_code` text NOT NULL,
	`category_code` text NOT NULL,
	`type_code` text NOT NULL,
	`is_active` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`touchpoint_code`, `category_code`, `type_code`),
	FOREIGN KEY (`touchpoint_code`) REFERENCES `touchpoints`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`category_code`) REFERENCES `categories`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `touchpoint_tokens` (
	`digest` text PRIMARY KEY NOT NULL,
	`touchpoint_code` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	`is_demo` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`touchpoint_code`) REFERENCES `touchpoints`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `touchpoints` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`session_minutes` integer NOT NULL,
	`unknown_fields` text NOT NULL,
	`is_active` integer NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`party_id` integer,
	`operator_id` integer,
	`file_name` text NOT NULL,
	`content_type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`storage_name` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`party_id`) REFERENCES `parties`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`operator_id`) REFERENCES `operators`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `uploads_storage` ON `uploads` (`storage_name`);--> statement-breakpoint
CREATE INDEX `uploads_created` ON `uploads` (`created_at`);--> statement-breakpoint
CREATE INDEX `uploads_owner` ON `uploads` (`party_id`,`operator_id`);--> statement-breakpoint
CREATE TABLE `versions` (
	`id` integer PRIMARY KEY NOT NULL,
	`catalogue` integer NOT NULL,
	`credentials` integer NOT NULL
) STRICT;

--> statement-breakpoint
INSERT INTO `versions` (`id`, `catalogue`, `credentials`) VALUES (1, 1, 1);
