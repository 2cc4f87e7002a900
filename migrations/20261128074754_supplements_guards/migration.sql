-- What was told of changes stays as it was told, and so does what a past state is put together from.
create trigger digest_supplement_unchangeable before update or delete or truncate on digest_supplement
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger exempt_change_unchangeable before update or delete or truncate on exempt_change
  for each statement execute function refuse_change();
