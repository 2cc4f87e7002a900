ALTER TABLE "delivery" ADD COLUMN "edits" bigint;--> statement-breakpoint
ALTER TABLE "obligation" ADD COLUMN "feeds" bigint;--> statement-breakpoint
CREATE INDEX "delivery_edits" ON "delivery" ("edits") WHERE "edits" is not null;--> statement-breakpoint
CREATE INDEX "obligation_feeds" ON "obligation" ("feeds") WHERE "feeds" is not null;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_edits_delivery_id_fkey" FOREIGN KEY ("edits") REFERENCES "delivery"("id");--> statement-breakpoint
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_feeds_obligation_id_fkey" FOREIGN KEY ("feeds") REFERENCES "obligation"("id");