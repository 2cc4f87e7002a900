-- A later answer counts in place of an earlier one; what was told stays as it was told.
create trigger hamlet_answer_unchangeable before update or delete or truncate on hamlet_answer
  for each statement execute function refuse_change();
