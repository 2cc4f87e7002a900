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

  describe('in a message that is set aside because it could not be processed', () => {
    beforeEach(async () => {
      await office.rows(`alter table conversation add constraint broken check (false) not valid`);
    });

    it.each([
      ['a mark of secrecy', 'TỐI MẬT: chuyên án hoa sen, kn 3'],
      ['a telephone number', 'kn 1, số chị ấy 0912 345 678, chuyên án hoa sen'],
      ['an identity number', 'chuyên án hoa sen, cccd 079123456789'],
      ['a name beside a complaint', 'ông Nguyễn Văn Tám khiếu nại đất hoa sen'],
    ])('%s goes with its words; that it came, and why it failed, stay', async (_, text) => {
      const [told] = await office.says(CONTACT, text);
      expect(told?.text).toContain('chưa được ghi');
      expect(await everything()).not.toContain('hoa sen');
      expect(
        await office.rows(
          `select message ->> 'kind' as kind, error from inbound_update where error is not null`,
        ),
      ).toEqual([{ kind: 'forgotten', error: 'database refused it (23514)' }]);
    });

    it('nothing goes where there is nothing of the kind: the operator can read it', async () => {
      await office.says(CONTACT, 'hg 5/6, kn 1');
      expect(await everything()).toContain('hg 5/6, kn 1');
    });
  });
});
