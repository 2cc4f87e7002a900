DROP INDEX "delivery_edits";--> statement-breakpoint
CREATE INDEX "delivery_edits" ON "delivery" ("edits","id") WHERE "edits" is not null;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_given_up_edit" CHECK ("state" not in ('superseded', 'gone') or "edits" is not null);--> statement-breakpoint
ALTER TABLE "delivery" DROP CONSTRAINT "delivery_state", ADD CONSTRAINT "delivery_state" CHECK ("state" in ('waiting', 'sending', 'sent', 'unknown', 'unreachable', 'rejected', 'superseded', 'gone'));