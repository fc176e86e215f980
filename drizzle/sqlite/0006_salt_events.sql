ALTER TABLE `case_events` ALTER COLUMN `party_id` DROP NOT NULL;--> statement-breakpoint
ALTER TABLE `case_events` ALTER COLUMN `case_id` DROP NOT NULL;--> statement-breakpoint
ALTER TABLE `case_events` ADD `salt` text;--> statement-breakpoint
ALTER TABLE `case_events` ADD `salted_digest` text;