import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, type Office } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** All that the database holds in rows, whatever the table. */
async function everything(): Promise<string> {
  const tables = await office.rows(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => office.rows(`select t::text as row from "${String(name)}" t`)),
  );
  return JSON.stringify(rows);
}

describe('what must not be kept', () => {
  it('a message under a mark of secrecy leaves no word in the database', async () => {
    await office.says(CONTACT, 'hg 5/6');
    const [refused] = await office.says(CONTACT, 'TỐI MẬT: chuyên án hoa sen, kn 3');
    expect(refused?.text).toContain('không được ghi');
    expect(await everything()).not.toContain('hoa sen');
    expect(await everything()).toContain('hg 5/6');
  });

  it('a name that is left out goes from the message it came in, whoever else wrote stays', async () => {
    await office.says(CONTACT, 'kk: bà Nguyễn Thị Hoa khiếu nại đất');
    expect(await everything()).toContain('Thị Hoa');
    await office.taps(CONTACT, 'Bỏ phần đó');
    await office.says(CONTACT, 'kn 1');
    expect(await everything()).not.toContain('Thị Hoa');
    expect(await everything()).toContain('[đã bỏ] khiếu nại đất');
  });
});
