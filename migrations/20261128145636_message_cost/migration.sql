ALTER TABLE "delivery" ADD COLUMN "expected_cost" integer;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "priced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "cost" integer;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "quota_type" text;--> statement-breakpoint
CREATE INDEX "delivery_paid" ON "delivery" ("priced_at") WHERE "expected_cost" > 0;