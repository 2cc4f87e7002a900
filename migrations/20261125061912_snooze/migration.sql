CREATE TABLE "snooze" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "snooze_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"obligation_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "snooze_obligation" ON "snooze" ("obligation_id","person_id","id");--> statement-breakpoint
CREATE INDEX "snooze_until" ON "snooze" ("until");--> statement-breakpoint
ALTER TABLE "snooze" ADD CONSTRAINT "snooze_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "snooze" ADD CONSTRAINT "snooze_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "snooze" ADD CONSTRAINT "snooze_chat_id_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id");