import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Values } from '../../core/forms/definition.ts';
import type { AnswerWay } from '../../core/hamlets/hamlet.ts';
import type { ChatId, ObligationId, PersonId, UnitCode } from '../../core/ids.ts';
import type { Executor, Transaction } from '../connect.ts';
import { tableOf } from './rows.ts';

export type NewHamletAnswer = {
  readonly obligation: ObligationId;
  readonly unit: UnitCode;
  readonly informant: string | null;
  readonly nil: boolean;
  readonly values: Values;
  readonly via: AnswerWay;
  readonly person: PersonId | null;
  readonly chat: ChatId | null;
  readonly at: Temporal.Instant;
};

/** Keeps what hamlets told for the report of the unit above; the latest of each counts. */
export async function insertHamletAnswers(
  tx: Transaction,
  answers: readonly NewHamletAnswer[],
): Promise<void> {
  if (answers.length === 0) return;
  const rows = answers.map(({ obligation, unit, informant, nil, values, via, person, chat, at }) => ({
    obligation,
    unit,
    informant,
    nil,
    values,
    via,
    person,
    chat,
    at,
  }));
  await tx.execute(sql`
    insert into hamlet_answer (obligation_id, unit_id, informant, values, nil, via, person_id, chat_id, told_at)
    select told.obligation, u.id, told.informant, told.values, told.nil, told.via, told.person, told.chat, told.at
    from ${tableOf(
      rows,
      'told',
      'obligation bigint, unit text, informant text, values jsonb, nil boolean, via text, person bigint, chat bigint, at timestamptz',
    )} join unit u on u.code = told.unit
    order by told.position`);
}

/** Answers that were ever kept of a hamlet for a report. */
export async function countHamletAnswers(
  db: Executor,
  obligation: ObligationId,
  unit: UnitCode,
): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from hamlet_answer a join unit u on u.id = a.unit_id
    where a.obligation_id = ${obligation} and u.code = ${unit}`);
  return row?.count ?? 0;
}
