import type { Heard, Office } from './office.ts';

/** The files that go with what was answered: format, period, body, receiver's workbook, and whether a digest that was sent is meant. */
export async function filesOf(office: Office, answers: readonly Heard[]): Promise<readonly string[]> {
  const ids = answers.map(({ id }) => id).join(', ');
  const rows = await office.rows(`
    select concat_ws(' ', file ->> 'format', file ->> 'period', file ->> 'body', file ->> 'template',
      case when file ? 'sent' then 'as sent' end) as line
    from delivery d cross join lateral (select d.message -> 'file' as file) f
    where d.id in (${ids}) and file is not null order by d.id`);
  return rows.map(({ line }) => String(line));
}
