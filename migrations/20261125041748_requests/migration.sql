CREATE TABLE "attachment" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attachment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"obligation_id" bigint NOT NULL,
	"channel" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"declared_type" text NOT NULL,
	"declared_bytes" integer NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"hash" text,
	"revision" integer,
	"person_id" bigint,
	"chat_id" bigint NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"error" text,
	CONSTRAINT "attachment_state" CHECK ("state" in ('waiting', 'fetching', 'kept', 'refused', 'failed', 'dropped')),
	CONSTRAINT "attachment_kept" CHECK ("state" <> 'kept' or "hash" is not null),
	CONSTRAINT "attachment_lease" CHECK (("state" = 'fetching') = ("leased_until" is not null))
);
--> statement-breakpoint
CREATE TABLE "stored_file" (
	"hash" text PRIMARY KEY,
	"media_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"content" bytea NOT NULL,
	"stored_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stored_file_hash" CHECK ("hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "stored_file_size" CHECK ("size_bytes" = octet_length("content"))
);
--> statement-breakpoint
CREATE TABLE "alias_evidence" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alias_evidence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"unit_id" bigint NOT NULL,
	"form_id" bigint NOT NULL,
	"obligation_id" bigint NOT NULL,
	"words" text NOT NULL,
	"field" text NOT NULL,
	"person_id" bigint,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "alias_evidence_once" UNIQUE("obligation_id","words","field")
);
--> statement-breakpoint
CREATE TABLE "unit_alias" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_alias_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"unit_id" bigint NOT NULL,
	"form_id" bigint NOT NULL,
	"words" text NOT NULL,
	"field" text NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" bigint,
	"decided_at" timestamp with time zone,
	CONSTRAINT "unit_alias_words" UNIQUE("unit_id","form_id","words"),
	CONSTRAINT "unit_alias_state" CHECK ("state" in ('proposed', 'accepted', 'declined', 'withdrawn') and ("state" = 'proposed') = ("decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "held_notice" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "held_notice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"dedup_key" text NOT NULL UNIQUE,
	"person_id" bigint NOT NULL,
	"message" jsonb NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"delivery_id" bigint
);
--> statement-breakpoint
CREATE TABLE "absence" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "absence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"stand_in_name" text,
	"stand_in_id" bigint,
	"told_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "absence_days" CHECK ("first_day" <= "last_day")
);
--> statement-breakpoint
CREATE TABLE "late_notice" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "late_notice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"obligation_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"until" timestamp with time zone,
	"cause" text,
	"reason" text,
	"told_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reopening" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reopening_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"obligation_id" bigint NOT NULL,
	"requested_by" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"decided_by" bigint,
	"decided_at" timestamp with time zone,
	"until" timestamp with time zone,
	"answer" text,
	CONSTRAINT "reopening_outcome" CHECK ("outcome" in ('granted', 'refused')),
	CONSTRAINT "reopening_decided" CHECK (("outcome" is null) = ("decided_at" is null) and ("outcome" is not distinct from 'granted') = ("until" is not null))
);
--> statement-breakpoint
CREATE TABLE "sign_off" (
	"revision_id" bigint PRIMARY KEY,
	"outcome" text NOT NULL,
	"person_id" bigint,
	"chat_id" bigint,
	"reason" text,
	"settled_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_off_outcome" CHECK ("outcome" in ('approved', 'returned', 'timed-out')),
	CONSTRAINT "sign_off_person" CHECK (("outcome" = 'timed-out') = ("person_id" is null))
);
--> statement-breakpoint
ALTER TABLE "obligation" ADD COLUMN "reopened_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "report_revision" ADD COLUMN "informant" text;--> statement-breakpoint
ALTER TABLE "report_revision" ADD COLUMN "needs_sign_off" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "attachment_once" ON "attachment" ("obligation_id","hash") WHERE "state" = 'kept';--> statement-breakpoint
CREATE INDEX "attachment_due" ON "attachment" ("not_before") WHERE "state" in ('waiting', 'fetching');--> statement-breakpoint
CREATE INDEX "attachment_obligation" ON "attachment" ("obligation_id");--> statement-breakpoint
CREATE INDEX "alias_evidence_words" ON "alias_evidence" ("unit_id","form_id","words");--> statement-breakpoint
CREATE INDEX "unit_alias_accepted" ON "unit_alias" ("unit_id","form_id") WHERE "state" = 'accepted';--> statement-breakpoint
CREATE INDEX "held_notice_due" ON "held_notice" ("due_at") WHERE "delivery_id" is null;--> statement-breakpoint
CREATE INDEX "absence_person" ON "absence" ("person_id","last_day");--> statement-breakpoint
CREATE INDEX "late_notice_obligation" ON "late_notice" ("obligation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reopening_open" ON "reopening" ("obligation_id") WHERE "outcome" is null;--> statement-breakpoint
CREATE INDEX "reopening_obligation" ON "reopening" ("obligation_id");--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_hash_stored_file_hash_fkey" FOREIGN KEY ("hash") REFERENCES "stored_file"("hash");--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");--> statement-breakpoint
ALTER TABLE "alias_evidence" ADD CONSTRAINT "alias_evidence_unit_id_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id");--> statement-breakpoint
ALTER TABLE "alias_evidence" ADD CONSTRAINT "alias_evidence_form_id_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id");--> statement-breakpoint
ALTER TABLE "alias_evidence" ADD CONSTRAINT "alias_evidence_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "alias_evidence" ADD CONSTRAINT "alias_evidence_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_unit_id_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id");--> statement-breakpoint
ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_form_id_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id");--> statement-breakpoint
ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_decided_by_person_id_fkey" FOREIGN KEY ("decided_by") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "held_notice" ADD CONSTRAINT "held_notice_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "held_notice" ADD CONSTRAINT "held_notice_delivery_id_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id");--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_stand_in_id_person_id_fkey" FOREIGN KEY ("stand_in_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "late_notice" ADD CONSTRAINT "late_notice_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "late_notice" ADD CONSTRAINT "late_notice_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "late_notice" ADD CONSTRAINT "late_notice_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");--> statement-breakpoint
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_requested_by_person_id_fkey" FOREIGN KEY ("requested_by") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");--> statement-breakpoint
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_decided_by_person_id_fkey" FOREIGN KEY ("decided_by") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_revision_id_report_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "report_revision"("id");--> statement-breakpoint
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");--> statement-breakpoint
ALTER TABLE "report_revision" DROP CONSTRAINT "report_revision_source", ADD CONSTRAINT "report_revision_source" CHECK ("source" in ('chat', 'on-behalf', 'sample', 'import'));