ALTER TABLE "delivery" ADD COLUMN "delivered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "seen_at" timestamp with time zone;