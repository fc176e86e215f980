DROP INDEX `cases_assignee_operator`;--> statement-breakpoint
DROP INDEX `cases_assignee_group`;--> statement-breakpoint
CREATE INDEX `cases_assignee_operator_updated` ON `cases` (`assignee_operator_id`,`updated_at`,`id`) WHERE assignee_operator_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_assignee_group_updated` ON `cases` (`assignee_group_code`,`updated_at`,`id`) WHERE assignee_group_code IS NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_assignee_operator` ON `cases` (`assignee_operator_id`,`id`) WHERE assignee_operator_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_assignee_group` ON `cases` (`assignee_group_code`,`id`) WHERE assignee_group_code IS NOT NULL;
