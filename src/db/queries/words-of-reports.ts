import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { RollUpInput } from '../../core/digest/roll-up.ts';
import { isFigure, type Field } from '../../core/forms/definition.ts';
import { receiptCode } from '../../core/conversation/report/receipt-code.ts';
import type { FieldCode, ObligationId, PeriodId, UnitCode } from '../../core/ids.ts';
import type { Executor } from '../connect.ts';
import { currentRevisions, periodList } from './revisions.ts';
import { tableOf } from './rows.ts';
import { readValue, type ValueRow } from './values.ts';

/** What the reports of several periods say in words: answers that are no figures, and notes to those that are. */
export async function loadWords(
  db: Executor,
  scope: AccessScope,
  periods: readonly PeriodId[],
  fields: readonly Field[],
  asOf: Temporal.Instant | undefined,
): Promise<Pick<RollUpInput, 'texts' | 'notes'>> {
  const wanted = tableOf(
    fields.map((field) => ({ code: field.code, figure: isFigure(field) })),
    'wanted',
    'code text, figure boolean',
  );
  const rows = await db.execute<
    ValueRow & {
      unit: UnitCode;
      field: FieldCode;
      figure: boolean;
      note: string | null;
      period: string;
      obligation: ObligationId;
      revision: number;
    }
  >(sql`
    select unit.code as unit, value.field, wanted.figure, value.number::float8 as number, value.part, value.whole, value.text,
      value.list, value.note, period.code as period, rev.obligation_id as obligation,
      (select r.revision from report_revision r where r.id = rev.id) as revision
    from ${currentRevisions(scope, periodList(periods), asOf)} rev
      join report_value value on value.revision_id = rev.id
      join ${wanted} on wanted.code = value.field and (not wanted.figure or value.note is not null)
      join unit on unit.id = rev.unit_id
      join period on period.id = rev.period_id
    order by wanted.position, unit.id, period.data_end
  `);
  const said = rows.flatMap(({ unit, field, figure, note, period, obligation, revision, ...row }) => {
    const value = readValue(row);
    const report = receiptCode(obligation, revision);
    return value === undefined ? [] : [{ figure, note, text: { unit, field, value, period, report } }];
  });
  return {
    texts: said.flatMap(({ figure, text }) => (figure ? [] : [text])),
    notes: said.flatMap(({ figure, note, text }) => (figure && note !== null ? [noteOf(text, note)] : [])),
  };
}

function noteOf(
  { unit, field, value }: RollUpInput['texts'][number],
  note: string,
): RollUpInput['notes'][number] {
  return { unit, field, value, note };
}
