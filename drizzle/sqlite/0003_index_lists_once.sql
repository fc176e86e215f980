DROP INDEX `cases_assignee_operator_updated`;--> statement-breakpoint
DROP INDEX `cases_assignee_group_updated`;--> statement-breakpoint
DROP INDEX `cases_updated`;--> statement-breakpoint
DROP INDEX `cases_party`;--> statement-breakpoint
DROP INDEX `cases_assignee_operator`;--> statement-breakpoint
DROP INDEX `cases_assignee_group`;--> statement-breakpoint
ALTER TABLE `cases` ADD `numbered_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `cases` SET `numbered_at` = `latest` FROM (SELECT `id` AS `numbered`, max(`created_at`) OVER (ORDER BY `id`) AS `latest` FROM `cases`) WHERE `id` = `numbered`;--> statement-breakpoint
CREATE INDEX `cases_party_moved` ON `cases` (`party_id`,`updated_at`,`id`) WHERE (updated_at <> numbered_at) = 1;--> statement-breakpoint
CREATE INDEX `cases_assignee_operator_moved` ON `cases` (`assignee_operator_id`,`updated_at`,`id`) WHERE assignee_operator_id IS NOT NULL AND (updated_at <> numbered_at) = 1;--> statement-breakpoint
CREATE INDEX `cases_assignee_group_moved` ON `cases` (`assignee_group_code`,`updated_at`,`id`) WHERE assignee_group_code IS NOT NULL AND (updated_at <> numbered_at) = 1;--> statement-breakpoint
CREATE INDEX `cases_party` ON `cases` (`party_id`,(updated_at <> numbered_at),`numbered_at`,`id`);--> statement-breakpoint
CREATE INDEX `cases_assignee_operator` ON `cases` (`assignee_operator_id`,(updated_at <> numbered_at),`numbered_at`,`id`) WHERE assignee_operator_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_assignee_group` ON `cases` (`assignee_group_code`,(updated_at <> numbered_at),`numbered_at`,`id`) WHERE assignee_group_code IS NOT NULL;--> statement-breakpoint
DROP INDEX `idempotency_keys_clock`;