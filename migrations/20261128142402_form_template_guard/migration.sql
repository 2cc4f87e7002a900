-- The workbooks belong to a version of a form, which never changes.
create trigger form_template_unchangeable before update or delete or truncate on form_template
  for each statement execute function refuse_change();
