import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { UnitView } from '../../core/conversation/context.ts';
import type { Effect, Scene } from '../../core/effects.ts';
import type { ExplanationStanding, WaitingExplanation } from '../../core/explanations/explanation.ts';
import type { Value } from '../../core/forms/definition.ts';
import type { FieldCode, ObligationId, PersonId, UnitCode, UnitId } from '../../core/ids.ts';
import type { Executor, Transaction } from '../connect.ts';
import { reachesUnit } from './access.ts';
import { PERIOD_COLUMNS, periodView, type PeriodColumns } from './period-view.ts';
import { idTable, tableOf } from './rows.ts';

type Asked = { readonly scene: Scene; readonly effect: Extract<Effect, { kind: 'ask-explanation' }> };
type Answered = { readonly scene: Scene; readonly effect: Extract<Effect, { kind: 'answer-explanation' }> };

/** Keeps questions; what a person asked before and still waits for stays. */
export async function insertExplanations(tx: Transaction, asked: readonly Asked[]): Promise<void> {
  if (asked.length === 0) return;
  const rows = asked.map(({ scene, effect }) => ({ ...effect, person: scene.person, at: scene.at }));
  const columns =
    'obligation bigint, field text, revision integer, label text, value jsonb, person bigint, at timestamptz';
  await tx.execute(sql`
    insert into explanation (obligation_id, field, revision, label, value, asked_by, asked_at)
    select obligation, field, revision, label, value, person, at from ${tableOf(rows, 'asked', columns)}
    order by position
    on conflict (obligation_id, field, asked_by) where answer is null do nothing`);
}

/** Answers all who wait for it. What another answered first stays. */
export async function answerExplanations(tx: Transaction, answered: readonly Answered[]): Promise<void> {
  if (answered.length === 0) return;
  const rows = answered.map(({ scene, effect }) => ({ ...effect, person: scene.person, at: scene.at }));
  const columns = 'obligation bigint, field text, text text, person bigint, at timestamptz';
  await tx.execute(sql`
    update explanation e set answer = said.text, answered_by = said.person, answered_at = said.at
    from ${tableOf(rows, 'said', columns)}
    where e.obligation_id = said.obligation and e.field = said.field and e.answer is null`);
}

type WaitingRow = PeriodColumns & {
  readonly unit: UnitView;
  readonly formName: string;
  readonly obligation: ObligationId;
  readonly field: FieldCode;
  readonly label: string;
  readonly value: Value;
  readonly aliases: readonly string[];
  readonly askers: WaitingExplanation['askers'];
};

/** What these units were asked and have not answered, the first question first. */
export async function loadWaitingExplanations(
  db: Executor,
  units: readonly UnitId[],
): Promise<readonly WaitingExplanation[]> {
  if (units.length === 0) return [];
  const rows = await db.execute<WaitingRow>(sql`
    select jsonb_build_object('code', u.code, 'name', u.name) as unit, v.definition ->> 'name' as "formName",
      o.id as obligation, asked.field, asked.label, asked.value, asked.askers,
      coalesce(
        (select f -> 'aliases' from jsonb_array_elements(v.definition -> 'fields') f where f ->> 'code' = asked.field), '[]'
      ) as aliases, ${PERIOD_COLUMNS}
    from ${idTable(units)} join obligation o on o.unit_id = wanted.id
      join unit u on u.id = o.unit_id
      join period p on p.id = o.period_id
      join form_version v on v.id = p.form_version_id
      join lateral (
        select e.field, min(e.id) as first, (array_agg(e.label order by e.id))[1] as label,
          (jsonb_agg(e.value order by e.id)) -> 0 as value,
          jsonb_agg(jsonb_build_object('person', n.id, 'name', n.name) order by e.id) as askers
        from explanation e join person n on n.id = e.asked_by
        where e.obligation_id = o.id and e.answer is null
        group by e.field
      ) asked on true
    order by asked.first`);
  return rows.map(({ unit, formName, obligation, field, label, value, aliases, askers, ...columns }) => ({
    figure: { about: { unit, formName, period: periodView(columns) }, obligation, field, label, value },
    aliases,
    askers,
  }));
}

/** Where a question about a figure of this revision stands, as the person sees it. */
export async function loadExplanationStanding(
  db: Executor,
  obligation: ObligationId,
  revision: number,
  field: FieldCode,
  person: PersonId,
): Promise<ExplanationStanding> {
  const rows = await db.execute<{ by: PersonId; at: string; answer: string | null }>(sql`
    select asked_by as by, to_json(asked_at) #>> '{}' as at, answer from explanation
    where obligation_id = ${obligation} and field = ${field} and (answer is null or revision = ${revision})
    order by answer is null desc, asked_by = ${person} desc, id desc limit 1`);
  const [latest] = rows;
  if (!latest) return { kind: 'not-asked' };
  if (latest.answer !== null) return { kind: 'answered', text: latest.answer };
  return { kind: 'waits', mine: latest.by === person, since: Temporal.Instant.from(latest.at) };
}

export type AnsweredFigure = {
  readonly unit: UnitCode;
  readonly period: string;
  readonly field: FieldCode;
  readonly text: string;
};

/** The latest answer about each figure of reports of these periods, by units in the scope; `asOf`: as far as they had come by then. */
export async function loadExplanations(
  db: Executor,
  scope: AccessScope,
  periods: SQL,
  fields: readonly FieldCode[],
  asOf: Temporal.Instant | undefined,
): Promise<readonly AnsweredFigure[]> {
  return db.execute<AnsweredFigure>(sql`
    select unit, period, field, text from (
      select distinct on (o.id, e.field) o.unit_id, e.id, u.code as unit, p.code as period, e.field, e.answer as text
      from obligation o join explanation e on e.obligation_id = o.id
        join unit u on u.id = o.unit_id join period p on p.id = o.period_id
      where o.period_id in (${periods}) and e.answer is not null and ${reachesUnit(scope, sql`o.unit_id`)}
        and e.field in (select jsonb_array_elements_text(${JSON.stringify(fields)}::text::jsonb))
        and ${asOf === undefined ? sql`true` : sql`e.answered_at <= ${asOf.toString()}`}
      order by o.id, e.field, e.id desc
    ) latest order by unit_id, id`);
}
