CREATE TABLE "form_template" (
	"form_version_id" bigint,
	"code" text,
	"hash" text NOT NULL,
	CONSTRAINT "form_template_of_version" PRIMARY KEY("form_version_id","code")
);
--> statement-breakpoint
CREATE INDEX "form_template_hash" ON "form_template" ("hash");--> statement-breakpoint
ALTER TABLE "form_template" ADD CONSTRAINT "form_template_form_version_id_form_version_id_fkey" FOREIGN KEY ("form_version_id") REFERENCES "form_version"("id");--> statement-breakpoint
ALTER TABLE "form_template" ADD CONSTRAINT "form_template_hash_stored_file_hash_fkey" FOREIGN KEY ("hash") REFERENCES "stored_file"("hash");