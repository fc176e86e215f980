ALTER TABLE `case_events` RENAME COLUMN "door" TO "protocol";--> statement-breakpoint
ALTER TABLE `cases` RENAME COLUMN "door" TO "protocol";