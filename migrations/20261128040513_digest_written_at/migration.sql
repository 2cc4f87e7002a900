ALTER TABLE "digest" ADD COLUMN "written_at" timestamp with time zone;--> statement-breakpoint
-- Of those sent before, the planned moment is the nearest that is known of the rule's. The guard refuses every other change.
ALTER TABLE "digest" DISABLE TRIGGER "digest_unchangeable";--> statement-breakpoint
UPDATE "digest" SET "written_at" = "planned_at";--> statement-breakpoint
ALTER TABLE "digest" ENABLE TRIGGER "digest_unchangeable";--> statement-breakpoint
ALTER TABLE "digest" ALTER COLUMN "written_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "digest" DROP CONSTRAINT "digest_once";--> statement-breakpoint
ALTER TABLE "digest" ADD CONSTRAINT "digest_once" UNIQUE("period_id","body_id","written_at");
