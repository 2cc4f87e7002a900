CREATE TABLE "hamlet_answer" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hamlet_answer_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"obligation_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"informant" text,
	"values" jsonb NOT NULL,
	"nil" boolean NOT NULL,
	"via" text NOT NULL,
	"person_id" bigint,
	"chat_id" bigint,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "hamlet_answer_via" CHECK ("via" in ('forwarded', 'link')),
	CONSTRAINT "hamlet_answer_person" CHECK (("via" = 'forwarded') = ("person_id" is not null))
);
--> statement-breakpoint
CREATE INDEX "hamlet_answer_latest" ON "hamlet_answer" ("obligation_id","unit_id","id");--> statement-breakpoint
ALTER TABLE "hamlet_answer" ADD CONSTRAINT "hamlet_answer_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "hamlet_answer" ADD CONSTRAINT "hamlet_answer_unit_id_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id");--> statement-breakpoint
ALTER TABLE "hamlet_answer" ADD CONSTRAINT "hamlet_answer_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "hamlet_answer" ADD CONSTRAINT "hamlet_answer_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");