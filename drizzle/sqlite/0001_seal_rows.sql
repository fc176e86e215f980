CREATE TABLE `event_chains` (
	`id` text PRIMARY KEY NOT NULL
) STRICT;
--> statement-breakpoint
INSERT INTO `event_chains` (`id`) VALUES (lower(hex(randomblob(16))));--> statement-breakpoint
CREATE TABLE `__new_idempotency_keys` (
	`party_id` integer NOT NULL,
	`operator_id` integer DEFAULT 0 NOT NULL,
	`touchpoint_code` text NOT NULL,
	`key` text NOT NULL,
	`digest` text NOT NULL,
	`case_id` integer NOT NULL,
	`comment_id` integer,
	`attachment_id` integer,
	`created_at` integer NOT NULL,
	`key_clock` integer DEFAULT 0 NOT NULL,
	`row_digest` text DEFAULT '' NOT NULL,
	`replays` integer NOT NULL,
	PRIMARY KEY(`party_id`, `operator_id`, `touchpoint_code`, `key`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_idempotency_keys` (`party_id`, `touchpoint_code`, `key`, `digest`, `case_id`, `created_at`, `replays`) SELECT `party_id`, `touchpoint_code`, `key`, `digest`, `case_id`, `created_at`, `replays` FROM `idempotency_keys` ORDER BY `rowid`;--> statement-breakpoint
DROP TABLE `idempotency_keys`;--> statement-breakpoint
ALTER TABLE `__new_idempotency_keys` RENAME TO `idempotency_keys`;--> statement-breakpoint
CREATE INDEX `idempotency_keys_clock` ON `idempotency_keys` (`key_clock`);--> statement-breakpoint
ALTER TABLE `case_attachments` ADD `row_digest` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `case_comments` ADD `row_digest` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `case_events` ADD `hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `row_digest` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `uploads` ADD `row_digest` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `versions` ADD `key_clock` integer DEFAULT 0 NOT NULL;
