CREATE TABLE "digest_draft" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "digest_draft_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"form_id" bigint NOT NULL,
	"period_id" bigint NOT NULL,
	"body_id" bigint NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"send_at" timestamp with time zone NOT NULL,
	"remark" text,
	"remark_by" bigint,
	"shown_at" timestamp with time zone NOT NULL,
	"issued_at" timestamp with time zone,
	CONSTRAINT "digest_draft_once" UNIQUE("period_id","body_id","written_at"),
	CONSTRAINT "digest_draft_remark" CHECK (("remark" is null) = ("remark_by" is null))
);
--> statement-breakpoint
CREATE INDEX "digest_draft_waits" ON "digest_draft" ("send_at") WHERE "issued_at" is null;--> statement-breakpoint
ALTER TABLE "digest_draft" ADD CONSTRAINT "digest_draft_body_id_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id");--> statement-breakpoint
ALTER TABLE "digest_draft" ADD CONSTRAINT "digest_draft_remark_by_person_id_fkey" FOREIGN KEY ("remark_by") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "digest_draft" ADD CONSTRAINT "digest_draft_period_of_same_form" FOREIGN KEY ("form_id","period_id") REFERENCES "period"("form_id","id");