CREATE TABLE "exempt_change" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "exempt_change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"obligation_id" bigint NOT NULL,
	"before" text,
	"after" text,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "digest_supplement" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "digest_supplement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"digest_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"figures" jsonb NOT NULL,
	"changes" jsonb NOT NULL,
	"message" jsonb NOT NULL,
	"hash" text NOT NULL,
	"layout_version" integer NOT NULL,
	CONSTRAINT "digest_supplement_number" UNIQUE("digest_id","number"),
	CONSTRAINT "digest_supplement_positive" CHECK ("number" >= 1),
	CONSTRAINT "digest_supplement_hash" CHECK ("hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "obligation" ADD COLUMN "owed_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "digest" ADD COLUMN "findings" jsonb;--> statement-breakpoint
ALTER TABLE "digest" ADD COLUMN "form_version_id" bigint;--> statement-breakpoint
CREATE INDEX "exempt_change_obligation" ON "exempt_change" ("obligation_id","id");--> statement-breakpoint
CREATE INDEX "report_revision_submitted" ON "report_revision" USING brin ("submitted_at");--> statement-breakpoint
ALTER TABLE "exempt_change" ADD CONSTRAINT "exempt_change_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "digest" ADD CONSTRAINT "digest_form_version_id_form_version_id_fkey" FOREIGN KEY ("form_version_id") REFERENCES "form_version"("id");--> statement-breakpoint
ALTER TABLE "digest_supplement" ADD CONSTRAINT "digest_supplement_digest_id_digest_id_fkey" FOREIGN KEY ("digest_id") REFERENCES "digest"("id");