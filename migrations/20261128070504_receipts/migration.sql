CREATE TABLE "receipt" (
	"unit_id" bigint,
	"number" integer,
	"revision_id" bigint NOT NULL UNIQUE,
	"hash" text NOT NULL,
	CONSTRAINT "receipt_pkey" PRIMARY KEY("unit_id","number")
);
--> statement-breakpoint
CREATE TABLE "receipt_chain" (
	"unit_id" bigint PRIMARY KEY,
	"length" integer NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seal" (
	"code" text PRIMARY KEY,
	"form" text NOT NULL,
	"body" text NOT NULL,
	"period" text NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"heads" jsonb NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_unit_id_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id");--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_revision_id_report_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "report_revision"("id");--> statement-breakpoint
ALTER TABLE "receipt_chain" ADD CONSTRAINT "receipt_chain_unit_id_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id");