CREATE TABLE "deferred_message" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deferred_message_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"channel" text NOT NULL,
	"external_id" text NOT NULL,
	"message" jsonb NOT NULL
);
--> statement-breakpoint
CREATE INDEX "deferred_message_chat" ON "deferred_message" ("channel","external_id","id");