-- The hash of a receipt: over the hash before it (`head`, until there is a state) and the receipt's text.
create function link_receipt(state text, head text, entry text) returns text language sql immutable parallel safe as $$
  select encode(sha256(convert_to(coalesce(state, head) || entry, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- Over the receipts of a unit in order: the hash of each.
create aggregate link_receipts(head text, entry text) (sfunc = link_receipt, stype = text);
--> statement-breakpoint
create function begin_receipt_chain() returns trigger language plpgsql as $$
begin
  insert into receipt_chain (unit_id, length, hash) values (new.id, 0, repeat('0', 64));
  return null;
end
$$;
--> statement-breakpoint
create trigger unit_begins_receipt_chain after insert on unit for each row execute function begin_receipt_chain();
--> statement-breakpoint
create trigger receipt_unchangeable before update or delete or truncate on receipt
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger seal_unchangeable before update or delete or truncate on seal
  for each statement execute function refuse_change();
--> statement-breakpoint

-- What was reported before gets its receipts in the order in which it came. The text is that of `contentText` in
-- core/receipts/receipt.ts; a test compares the two.
insert into receipt (unit_id, number, revision_id, hash)
select o.unit_id,
  row_number() over chain,
  r.id,
  link_receipts(repeat('0', 64), format('{"content":"%s","form":"%s","period":"%s","revision":%s,"unit":"%s"}',
    encode(sha256(convert_to(format(
      '{"carried_over":[%s],"gaps":[%s],"late_minutes":%s,"nil":%s,"notes":{%s},"same_as_last":%s,"source":"%s","submitted_at":"%s","values":{%s}}',
      stated.carried_over, gaps.list, r.late_minutes, r.nil::text, stated.notes, r.same_as_last::text, r.source,
      to_char(date_trunc('second', r.submitted_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), stated.values
    ), 'UTF8')), 'hex'), f.code, p.code, r.revision, u.code)) over chain
from report_revision r
  join report on report.id = r.report_id
  join obligation o on o.id = report.obligation_id
  join unit u on u.id = o.unit_id
  join period p on p.id = o.period_id
  join form f on f.id = p.form_id
  cross join lateral (
    select string_agg(to_json(gap)::text, ',' order by gap collate "C") as list from jsonb_array_elements_text(r.gaps) gap
  ) gaps
  cross join lateral (
    select string_agg(to_json(v.field)::text, ',' order by v.field collate "C") filter (where v.carried_over) as carried_over,
      string_agg(to_json(v.field) || ':' || to_json(v.note), ',' order by v.field collate "C") filter (where v.note is not null) as notes,
      string_agg(to_json(v.field) || ':' || case
        when v.number is not null then trim_scale(v.number)::text
        when v.part is not null then format('{"part":%s,"whole":%s}', v.part, v.whole)
        when v.text is not null then to_json(v.text)::text
        else '[' || coalesce((
          select string_agg(to_json(item)::text, ',' order by place) from jsonb_array_elements_text(v.list) with ordinality listed (item, place)
        ), '') || ']'
      end, ',' order by v.field collate "C") as values
    from report_value v where v.revision_id = r.id
  ) stated
window chain as (partition by o.unit_id order by r.id);
--> statement-breakpoint
insert into receipt_chain (unit_id, length, hash)
select unit.id, coalesce(last.number, 0), coalesce(last.hash, repeat('0', 64))
from unit left join lateral (
  select number, hash from receipt where receipt.unit_id = unit.id order by number desc limit 1
) last on true;
