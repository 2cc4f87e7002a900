ALTER TABLE "holder" ADD COLUMN "absence_id" bigint;--> statement-breakpoint
ALTER TABLE "absence" ADD COLUMN "stand_in_answer" text;--> statement-breakpoint
CREATE INDEX "holder_absence" ON "holder" ("absence_id") WHERE "absence_id" is not null;--> statement-breakpoint
CREATE INDEX "absence_stand_in" ON "absence" ("stand_in_id","last_day");--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_stand_in_answer" CHECK ("stand_in_answer" in ('agreed', 'declined'));--> statement-breakpoint
ALTER TABLE "holder" ADD CONSTRAINT "holder_absence_id_fkey" FOREIGN KEY ("absence_id") REFERENCES "absence"("id") ON DELETE SET NULL;