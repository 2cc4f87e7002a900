import { sql } from 'drizzle-orm';
import type { Scene, Submission } from '../../core/effects.ts';
import { isRatio, type Value } from '../../core/forms/definition.ts';
import type { Transaction } from '../connect.ts';
import type { ReportSource } from '../schema/report.ts';
import { contentText } from '../../core/receipts/receipt.ts';
import { sha256 } from '../sha256.ts';
import { tableOf } from './rows.ts';
import type { ValueRow } from './values.ts';

export type NewRevision = {
  readonly submission: Omit<Submission, 'source'>;
  readonly scene: Scene;
  readonly source: ReportSource;
};

/**
 * Stores confirmed reports, one revision each, and adds each to its unit's chain of receipts. A revision that another one overtook violates the unique number, and the whole
 * transaction is refused: the conversation then decides again with what stands.
 */
export async function insertRevisions(tx: Transaction, revisions: readonly NewRevision[]): Promise<void> {
  // The head is touched so that an existing report comes back as well.
  await tx.execute(sql`
    with stated as (
      select * from ${tableOf(revisions.map(statedRow), 'stated', STATED_COLUMNS)}
    ), head as (
      insert into report (obligation_id) select obligation from stated order by obligation
      on conflict (obligation_id) do update set obligation_id = excluded.obligation_id
      returning id, obligation_id
    ), owed as (
      -- By its keys for each: joined, tables of which little is needed would be read whole.
      select stated.obligation, stated.position, place.unit_id,
        format('{"content":"%s","form":"%s","period":"%s","revision":%s,"unit":"%s"}',
          stated.content, place.form, place.period, stated.revision, place.unit) as entry
      from stated cross join lateral (
        select o.unit_id, u.code as unit, p.code as period, f.code as form
        from obligation o join unit u on u.id = o.unit_id join period p on p.id = o.period_id join form f on f.id = p.form_id
        where o.id = stated.obligation
        offset 0
      ) place
    ), chain as (
      -- Waits for other reports of these units and then reads what those made of it; behind all heads, so that nobody waits in a circle.
      select c.unit_id, c.length, c.hash from receipt_chain c
      where c.unit_id = any(array(select owed.unit_id from head join owed on owed.obligation = head.obligation_id))
      order by c.unit_id
      for no key update of c
    ), linked as (
      select owed.obligation, chain.unit_id, chain.length + row_number() over in_order as number,
        link_receipts(chain.hash, owed.entry) over in_order as hash
      from owed join chain on chain.unit_id = owed.unit_id
      window in_order as (partition by chain.unit_id order by owed.position)
    ), grown as (
      update receipt_chain c set length = last.number, hash = last.hash
      from (select distinct on (unit_id) unit_id, number, hash from linked order by unit_id, number desc) last
      where c.unit_id = last.unit_id and c.unit_id = any(array(select unit_id from linked))
    ), made as (
      insert into report_revision (report_id, revision, nil, same_as_last, submitted_at, late_minutes, person_id, chat_id,
        channel, source, informant, gaps, needs_sign_off)
      select head.id, stated.revision, stated.nil, stated."sameAsLast", stated."submittedAt", stated."lateMinutes",
        stated.person, stated.chat, stated.channel, stated.source, stated.informant, stated.gaps, stated."needsSignOff"
      from stated join head on head.obligation_id = stated.obligation
      order by stated.position
      returning id, report_id
    ), receipts as (
      insert into receipt (unit_id, number, revision_id, hash)
      select linked.unit_id, linked.number, made.id, linked.hash
      from made join head on head.id = made.report_id join linked on linked.obligation = head.obligation_id
    )
    insert into report_value (revision_id, field, number, part, whole, text, list, note, carried_over)
    select made.id, v.field, v.number, v.part, v.whole, v.text, v.list, v.note, v."carriedOver"
    from made
      join head on head.id = made.report_id
      join stated on stated.obligation = head.obligation_id
      cross join lateral jsonb_to_recordset(stated.values) as v (
        field text, number numeric, part bigint, whole bigint, text text, list jsonb, note text, "carriedOver" boolean
      )`);
}

const STATED_COLUMNS = `obligation bigint, revision integer, nil boolean, "sameAsLast" boolean, "submittedAt" timestamptz,
  "lateMinutes" integer, person bigint, chat bigint, channel text, source text, informant text, gaps jsonb,
  "needsSignOff" boolean, content text, values jsonb`;

function statedRow({ submission, scene, source }: NewRevision) {
  const { obligation, nil, sameAsLast, lateMinutes, informant, gaps, needsSignOff } = submission;
  return {
    obligation,
    revision: submission.follows + 1,
    nil,
    sameAsLast,
    submittedAt: scene.at,
    lateMinutes,
    person: scene.person,
    chat: scene.chat,
    channel: scene.channel,
    source,
    informant,
    gaps,
    needsSignOff,
    content: sha256(contentText({ ...submission, source, submittedAt: scene.at })),
    values: Object.entries(submission.values).map(([field, value]) => ({
      field,
      ...columnsOf(value),
      note: submission.notes[field] ?? null,
      carriedOver: submission.carriedOver.includes(field),
    })),
  };
}

/** The column that a value is stored in; `readValue` is its inverse. */
function columnsOf(value: Value): Partial<ValueRow> {
  if (typeof value === 'number') return { number: value };
  if (typeof value === 'string') return { text: value };
  return isRatio(value) ? { part: value.part, whole: value.whole } : { list: value };
}
