CREATE TABLE "digest_wish" (
	"person_id" bigint PRIMARY KEY,
	"not_before" text,
	"only_needed" boolean NOT NULL,
	"without" jsonb NOT NULL,
	CONSTRAINT "digest_wish_time" CHECK ("not_before" ~ '^[0-2][0-9]:[0-5][0-9]$')
);
--> statement-breakpoint
ALTER TABLE "digest_wish" ADD CONSTRAINT "digest_wish_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");