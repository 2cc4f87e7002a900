CREATE TABLE "zalo_oa_token" (
	"app_id" text PRIMARY KEY,
	"sealed" text,
	"expires_at" timestamp with time zone,
	"dead_since" timestamp with time zone,
	"dead_reason" text,
	"seed_hash" text
);
