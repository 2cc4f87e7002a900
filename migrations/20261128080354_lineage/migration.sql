CREATE TABLE "former_name" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "former_name_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"unit_id" bigint,
	"body_id" bigint,
	"name" text NOT NULL,
	"until" date NOT NULL,
	CONSTRAINT "former_name_unit" UNIQUE("unit_id","until"),
	CONSTRAINT "former_name_body" UNIQUE("body_id","until"),
	CONSTRAINT "former_name_of" CHECK (num_nonnulls("unit_id", "body_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "unit_predecessor" (
	"unit_id" bigint,
	"predecessor_id" bigint,
	"position" integer NOT NULL,
	CONSTRAINT "unit_predecessor_pkey" PRIMARY KEY("unit_id","predecessor_id"),
	CONSTRAINT "unit_predecessor_other" CHECK ("unit_id" <> "predecessor_id")
);
--> statement-breakpoint
ALTER TABLE "body" ADD COLUMN "active_from" date;--> statement-breakpoint
ALTER TABLE "body" ADD COLUMN "active_until" date;--> statement-breakpoint
CREATE INDEX "unit_predecessor_earlier" ON "unit_predecessor" ("predecessor_id");--> statement-breakpoint
ALTER TABLE "former_name" ADD CONSTRAINT "former_name_unit_id_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id");--> statement-breakpoint
ALTER TABLE "former_name" ADD CONSTRAINT "former_name_body_id_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id");--> statement-breakpoint
ALTER TABLE "unit_predecessor" ADD CONSTRAINT "unit_predecessor_unit_id_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id");--> statement-breakpoint
ALTER TABLE "unit_predecessor" ADD CONSTRAINT "unit_predecessor_predecessor_id_unit_id_fkey" FOREIGN KEY ("predecessor_id") REFERENCES "unit"("id");--> statement-breakpoint
ALTER TABLE "body" ADD CONSTRAINT "body_active_range" CHECK ("active_until" > "active_from");