CREATE TABLE "calendar_link" (
	"person_id" bigint PRIMARY KEY,
	"serial" integer NOT NULL,
	"active" boolean NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_link_serial" CHECK ("serial" >= 1)
);
--> statement-breakpoint
CREATE TABLE "holiday" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "holiday_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"notice_id" bigint NOT NULL,
	"date" date NOT NULL CONSTRAINT "holiday_date" UNIQUE,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "holiday_kind" CHECK ("kind" in ('holiday', 'compensatory', 'swapped_rest', 'swapped_work'))
);
--> statement-breakpoint
CREATE TABLE "holiday_notice" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "holiday_notice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"year" integer NOT NULL UNIQUE,
	"source" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "period" DROP CONSTRAINT "period_start";--> statement-breakpoint
CREATE UNIQUE INDEX "period_start" ON "period" ("form_id","data_start") WHERE "code" not like '%..%';--> statement-breakpoint
ALTER TABLE "calendar_link" ADD CONSTRAINT "calendar_link_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "holiday" ADD CONSTRAINT "holiday_notice_id_holiday_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "holiday_notice"("id") ON DELETE CASCADE;