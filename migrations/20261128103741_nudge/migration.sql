CREATE TABLE "nudge" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "nudge_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"obligation_id" bigint NOT NULL,
	"asked_by" bigint NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "nudge_obligation" ON "nudge" ("obligation_id","asked_at");--> statement-breakpoint
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_asked_by_person_id_fkey" FOREIGN KEY ("asked_by") REFERENCES "person"("id");