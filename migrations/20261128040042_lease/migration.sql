CREATE TABLE "lease" (
	"name" text PRIMARY KEY,
	"holder" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"rest_until" timestamp with time zone NOT NULL
);
