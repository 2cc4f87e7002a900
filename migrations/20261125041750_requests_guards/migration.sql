-- How a revision was settled by the head of the unit stays as it was.
create trigger sign_off_unchangeable before update or delete or truncate on sign_off
  for each statement execute function refuse_change();
