CREATE TABLE "explanation" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "explanation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"obligation_id" bigint NOT NULL,
	"field" text NOT NULL,
	"revision" integer NOT NULL,
	"label" text NOT NULL,
	"value" jsonb NOT NULL,
	"asked_by" bigint NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_by" bigint,
	"answered_at" timestamp with time zone,
	CONSTRAINT "explanation_answered" CHECK (("answer" is null) = ("answered_at" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "explanation_waits" ON "explanation" ("obligation_id","field","asked_by") WHERE "answer" is null;--> statement-breakpoint
CREATE INDEX "explanation_obligation" ON "explanation" ("obligation_id");--> statement-breakpoint
ALTER TABLE "explanation" ADD CONSTRAINT "explanation_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "explanation" ADD CONSTRAINT "explanation_asked_by_person_id_fkey" FOREIGN KEY ("asked_by") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "explanation" ADD CONSTRAINT "explanation_answered_by_person_id_fkey" FOREIGN KEY ("answered_by") REFERENCES "person"("id");