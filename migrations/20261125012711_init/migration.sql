CREATE TABLE "chat" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "chat_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"channel" text NOT NULL,
	"external_id" text NOT NULL,
	"person_id" bigint,
	"state" text DEFAULT 'stranger' NOT NULL,
	"linked_at" timestamp with time zone,
	"last_inbound_at" timestamp with time zone,
	"wrong_codes" integer DEFAULT 0 NOT NULL,
	"wrong_codes_since" timestamp with time zone,
	CONSTRAINT "chat_address" UNIQUE("channel","external_id"),
	CONSTRAINT "chat_channel" CHECK ("channel" in ('telegram', 'zalo-bot', 'zalo-oa', 'demo')),
	CONSTRAINT "chat_state" CHECK ("state" in ('stranger', 'linked', 'blocked', 'left')),
	CONSTRAINT "chat_linked_person" CHECK ("state" <> 'linked' or "person_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "consent_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"text_version" integer NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "conversation" (
	"chat_id" bigint PRIMARY KEY,
	"state" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chat_id" bigint NOT NULL,
	"dedup_key" text NOT NULL UNIQUE,
	"urgency" integer NOT NULL,
	"message" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"provider_id" text,
	"error" text,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "delivery_state" CHECK ("state" in ('waiting', 'sending', 'sent', 'unknown', 'unreachable', 'rejected')),
	CONSTRAINT "delivery_urgency" CHECK ("urgency" in (0, 1)),
	CONSTRAINT "delivery_lease" CHECK (("state" = 'sending') = ("leased_until" is not null)),
	CONSTRAINT "delivery_sent" CHECK (("state" = 'sent') = ("sent_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "inbound_update" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbound_update_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"channel" text NOT NULL,
	"update_key" text NOT NULL,
	"chat_id" bigint,
	"message" jsonb NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"processed_at" timestamp with time zone,
	"error" text,
	CONSTRAINT "inbound_update_key" UNIQUE("channel","update_key")
);
--> statement-breakpoint
CREATE TABLE "form" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "form_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL UNIQUE,
	"owed_since" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "form_version" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "form_version_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"form_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "form_version_number" UNIQUE("form_id","version"),
	CONSTRAINT "form_version_of_form" UNIQUE("form_id","id"),
	CONSTRAINT "form_version_positive" CHECK ("version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "obligation" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "obligation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"period_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"exempt_reason" text,
	"sample" boolean DEFAULT false NOT NULL,
	CONSTRAINT "obligation_unit" UNIQUE("period_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "period" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "period_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"form_id" bigint NOT NULL,
	"form_version_id" bigint NOT NULL,
	"code" text NOT NULL,
	"data_start" date NOT NULL,
	"data_end" date NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"locks_at" timestamp with time zone NOT NULL,
	CONSTRAINT "period_of_form" UNIQUE("form_id","id"),
	CONSTRAINT "period_start" UNIQUE("form_id","data_start"),
	CONSTRAINT "period_code" UNIQUE("form_id","code"),
	CONSTRAINT "period_order" CHECK ("data_start" <= "data_end" and "opens_at" < "due_at" and "due_at" <= "locks_at")
);
--> statement-breakpoint
CREATE TABLE "digest" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "digest_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"form_id" bigint NOT NULL,
	"period_id" bigint NOT NULL,
	"body_id" bigint NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"figures" jsonb NOT NULL,
	"message" jsonb NOT NULL,
	"hash" text NOT NULL,
	"layout_version" integer NOT NULL,
	CONSTRAINT "digest_once" UNIQUE("period_id","body_id","planned_at"),
	CONSTRAINT "digest_hash" CHECK ("hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "digest_recipient" (
	"digest_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"delivery_id" bigint,
	CONSTRAINT "digest_recipient_once" UNIQUE("digest_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "reminder" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reminder_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"obligation_id" bigint NOT NULL,
	"step" text NOT NULL,
	"person_id" bigint NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"delivery_id" bigint,
	CONSTRAINT "reminder_once" UNIQUE("obligation_id","step","person_id")
);
--> statement-breakpoint
CREATE TABLE "body" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "body_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL UNIQUE,
	"name" text NOT NULL,
	"style" text NOT NULL,
	"unit_id" bigint NOT NULL,
	CONSTRAINT "body_style" CHECK ("style" in ('party', 'government'))
);
--> statement-breakpoint
CREATE TABLE "holder" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "holder_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"post_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"deputy" boolean DEFAULT false NOT NULL,
	"held_from" date NOT NULL,
	"held_until" date,
	CONSTRAINT "holder_range" CHECK ("held_until" > "held_from")
);
--> statement-breakpoint
CREATE TABLE "invite" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "invite_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"nonce" text NOT NULL CONSTRAINT "invite_nonce" UNIQUE,
	"code_hash" text NOT NULL UNIQUE,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "person_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL UNIQUE,
	"name" text NOT NULL,
	"honorific" text DEFAULT 'đồng chí' NOT NULL,
	"phone" text,
	"preferred_channel" text,
	"sample" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "post" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "post_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL UNIQUE,
	"title" text NOT NULL,
	"role" text NOT NULL,
	"unit_id" bigint,
	"body_id" bigint,
	CONSTRAINT "post_role" CHECK ("role" in ('contact', 'superior', 'leader', 'coordinator', 'operator')),
	CONSTRAINT "post_place" CHECK (num_nonnulls("unit_id", "body_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL UNIQUE,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"parent_id" bigint,
	"active_from" date,
	"active_until" date,
	CONSTRAINT "unit_not_own_parent" CHECK ("parent_id" <> "id"),
	CONSTRAINT "unit_active_range" CHECK ("active_until" > "active_from")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"person_id" bigint,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo_clock" (
	"one" integer PRIMARY KEY DEFAULT 1,
	"set_to" timestamp with time zone NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "demo_clock_single" CHECK ("one" = 1)
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"obligation_id" bigint PRIMARY KEY,
	"content" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" bigint
);
--> statement-breakpoint
CREATE TABLE "report" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"obligation_id" bigint NOT NULL UNIQUE
);
--> statement-breakpoint
CREATE TABLE "report_revision" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_revision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"report_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"previous_revision" integer GENERATED ALWAYS AS (nullif(revision - 1, 0)) STORED,
	"nil" boolean NOT NULL,
	"same_as_last" boolean DEFAULT false NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"late_minutes" integer NOT NULL,
	"person_id" bigint,
	"chat_id" bigint,
	"channel" text,
	"source" text NOT NULL,
	"gaps" jsonb DEFAULT '[]' NOT NULL,
	CONSTRAINT "report_revision_number" UNIQUE("report_id","revision"),
	CONSTRAINT "report_revision_positive" CHECK ("revision" >= 1),
	CONSTRAINT "report_revision_late" CHECK ("late_minutes" >= 0),
	CONSTRAINT "report_revision_source" CHECK ("source" in ('chat', 'sample', 'import'))
);
--> statement-breakpoint
CREATE TABLE "report_value" (
	"revision_id" bigint,
	"field" text,
	"number" numeric,
	"part" bigint,
	"whole" bigint,
	"text" text,
	"list" jsonb,
	"note" text,
	"carried_over" boolean DEFAULT false NOT NULL,
	CONSTRAINT "report_value_pkey" PRIMARY KEY("revision_id","field"),
	CONSTRAINT "report_value_one_kind" CHECK (num_nonnulls("number", "part", "text", "list") = 1),
	CONSTRAINT "report_value_ratio" CHECK (("part" is null) = ("whole" is null) and "part" >= 0 and "part" <= "whole")
);
--> statement-breakpoint
CREATE INDEX "chat_person" ON "chat" ("person_id");--> statement-breakpoint
CREATE INDEX "delivery_due" ON "delivery" ("urgency" DESC,"id") WHERE "state" = 'waiting';--> statement-breakpoint
CREATE INDEX "delivery_pending" ON "delivery" ("chat_id","id") WHERE "state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "delivery_chat" ON "delivery" ("chat_id","id");--> statement-breakpoint
CREATE INDEX "inbound_update_chat" ON "inbound_update" ("chat_id","id");--> statement-breakpoint
CREATE INDEX "inbound_update_set_aside" ON "inbound_update" ("id") WHERE "error" is not null;--> statement-breakpoint
CREATE INDEX "obligation_of_unit" ON "obligation" ("unit_id");--> statement-breakpoint
CREATE INDEX "period_due" ON "period" ("due_at");--> statement-breakpoint
CREATE INDEX "reminder_person" ON "reminder" ("person_id","decided_at");--> statement-breakpoint
CREATE INDEX "holder_person" ON "holder" ("person_id");--> statement-breakpoint
CREATE INDEX "holder_post" ON "holder" ("post_id");--> statement-breakpoint
CREATE INDEX "invite_open" ON "invite" ("person_id") WHERE "used_at" is null and "revoked_at" is null;--> statement-breakpoint
CREATE INDEX "post_unit" ON "post" ("unit_id");--> statement-breakpoint
CREATE INDEX "post_body" ON "post" ("body_id");--> statement-breakpoint
CREATE INDEX "unit_parent" ON "unit" ("parent_id");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" ("subject");--> statement-breakpoint
ALTER TABLE "chat" ADD CONSTRAINT "chat_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");--> statement-breakpoint
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");--> statement-breakpoint
ALTER TABLE "inbound_update" ADD CONSTRAINT "inbound_update_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");--> statement-breakpoint
ALTER TABLE "form_version" ADD CONSTRAINT "form_version_form_id_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id");--> statement-breakpoint
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_period_id_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "period"("id");--> statement-breakpoint
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_unit_id_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id");--> statement-breakpoint
ALTER TABLE "period" ADD CONSTRAINT "period_form_id_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id");--> statement-breakpoint
ALTER TABLE "period" ADD CONSTRAINT "period_version_of_same_form" FOREIGN KEY ("form_id","form_version_id") REFERENCES "form_version"("form_id","id");--> statement-breakpoint
ALTER TABLE "digest" ADD CONSTRAINT "digest_body_id_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id");--> statement-breakpoint
ALTER TABLE "digest" ADD CONSTRAINT "digest_period_of_same_form" FOREIGN KEY ("form_id","period_id") REFERENCES "period"("form_id","id");--> statement-breakpoint
ALTER TABLE "digest_recipient" ADD CONSTRAINT "digest_recipient_digest_id_digest_id_fkey" FOREIGN KEY ("digest_id") REFERENCES "digest"("id");--> statement-breakpoint
ALTER TABLE "digest_recipient" ADD CONSTRAINT "digest_recipient_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "digest_recipient" ADD CONSTRAINT "digest_recipient_delivery_id_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id");--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_delivery_id_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id");--> statement-breakpoint
ALTER TABLE "body" ADD CONSTRAINT "body_unit_id_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id");--> statement-breakpoint
ALTER TABLE "holder" ADD CONSTRAINT "holder_post_id_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id");--> statement-breakpoint
ALTER TABLE "holder" ADD CONSTRAINT "holder_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "invite" ADD CONSTRAINT "invite_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_unit_id_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id");--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_body_id_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id");--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_unit_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id");--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_updated_by_person_id_fkey" FOREIGN KEY ("updated_by") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "report_revision" ADD CONSTRAINT "report_revision_report_id_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id");--> statement-breakpoint
ALTER TABLE "report_revision" ADD CONSTRAINT "report_revision_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "report_revision" ADD CONSTRAINT "report_revision_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");--> statement-breakpoint
ALTER TABLE "report_revision" ADD CONSTRAINT "report_revision_without_gap" FOREIGN KEY ("report_id","previous_revision") REFERENCES "report_revision"("report_id","revision");--> statement-breakpoint
ALTER TABLE "report_value" ADD CONSTRAINT "report_value_revision_id_report_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "report_revision"("id");