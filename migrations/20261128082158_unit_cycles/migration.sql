-- A unit is never its own ancestor, asked once a statement: an import of thousands of units walked up from each of them. The units
-- above those that changed are looked for once, then gone down from those without a parent; what is not met so lies on or below a cycle.
-- The lock makes two changes of parents one after the other: each alone might be right and both together a cycle.
drop trigger unit_no_cycle on unit;
--> statement-breakpoint
drop function unit_refuse_cycle();
--> statement-breakpoint
create function unit_refuse_cycle() returns trigger language plpgsql as $$
declare
  stuck text;
begin
  if not exists (select from changed where parent_id is not null) then
    return null;
  end if;
  perform pg_advisory_xact_lock(7301002);
  with recursive above (id, parent_id) as (
    select id, parent_id from changed where parent_id is not null
    union
    select unit.id, unit.parent_id from unit join above on unit.id = above.parent_id
  ), settled (id) as (
    select id from above where parent_id is null
    union all
    select above.id from above join settled on above.parent_id = settled.id
  )
  select unit.code into stuck from above join unit using (id) where above.id not in (select id from settled) limit 1;
  if stuck is not null then
    raise exception 'unit % would be its own ancestor', stuck
      using errcode = 'check_violation', constraint = 'unit_no_cycle', table = 'unit';
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger unit_no_cycle_added after insert on unit
  referencing new table as changed for each statement execute function unit_refuse_cycle();
--> statement-breakpoint
create trigger unit_no_cycle_moved after update on unit
  referencing new table as changed for each statement execute function unit_refuse_cycle();
