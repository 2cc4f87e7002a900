CREATE TABLE "living_notice" (
	"obligation_id" bigint,
	"person_id" bigint,
	"above" boolean,
	"delivery_id" bigint NOT NULL,
	"noticed_as" text NOT NULL,
	"stands_in_for" text,
	"own_pieces" integer NOT NULL,
	"own_rows" integer NOT NULL,
	CONSTRAINT "living_notice_pkey" PRIMARY KEY("obligation_id","person_id","above"),
	CONSTRAINT "living_notice_noticed_as" CHECK ("noticed_as" in ('opening', 'owed', 'late-unit')),
	CONSTRAINT "living_notice_above" CHECK ("above" = ("noticed_as" = 'late-unit'))
);
--> statement-breakpoint
CREATE INDEX "living_notice_delivery" ON "living_notice" ("delivery_id");--> statement-breakpoint
ALTER TABLE "living_notice" ADD CONSTRAINT "living_notice_obligation_id_obligation_id_fkey" FOREIGN KEY ("obligation_id") REFERENCES "obligation"("id");--> statement-breakpoint
ALTER TABLE "living_notice" ADD CONSTRAINT "living_notice_person_id_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id");--> statement-breakpoint
ALTER TABLE "living_notice" ADD CONSTRAINT "living_notice_delivery_id_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id");