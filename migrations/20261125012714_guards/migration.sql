-- What the schema files cannot say.

-- A unit is never its own ancestor. The lock makes two changes of parents one after the other: each alone might be right and both
-- together a cycle.
create function unit_refuse_cycle() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7301002);
  if exists (
    with recursive ancestor (id) as (
      select new.parent_id
      union
      select unit.parent_id from unit join ancestor on unit.id = ancestor.id where unit.parent_id is not null
    )
    select from ancestor where id = new.id
  ) then
    raise exception 'unit % would be its own ancestor', new.code
      using errcode = 'check_violation', constraint = 'unit_no_cycle', table = 'unit';
  end if;
  return null;
end
$$;
--> statement-breakpoint
create constraint trigger unit_no_cycle after insert or update of parent_id on unit
  for each row when (new.parent_id is not null) execute function unit_refuse_cycle();
--> statement-breakpoint

-- One holder of a post on one day; deputies may overlap. A range of one number stands for equality, which gist only knows with an
-- extension.
alter table holder add constraint holder_one_at_a_time exclude using gist (
  int8range(post_id, post_id, '[]') with &&,
  daterange(held_from, held_until, '[)') with &&
) where (not deputy);
--> statement-breakpoint

-- What was confirmed, sent or recorded stays as it was.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % refused: its rows are kept as they were written', tg_op, tg_table_name
    using errcode = 'restrict_violation', table = tg_table_name;
end
$$;
--> statement-breakpoint
create trigger form_version_unchangeable before update or delete or truncate on form_version
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger report_revision_unchangeable before update or delete or truncate on report_revision
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger report_value_unchangeable before update or delete or truncate on report_value
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger digest_unchangeable before update or delete or truncate on digest
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_unchangeable before update or delete or truncate on audit
  for each statement execute function refuse_change();
