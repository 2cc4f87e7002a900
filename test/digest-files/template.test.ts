import readWorkbook from 'read-excel-file/node';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestFile } from '../../src/core/digest/digest-file.ts';
import { personId } from '../../src/core/ids.ts';
import { fileToken, readFileToken } from '../../src/db/file-token.ts';
import { createFileMaker, type FileMaker } from '../../src/digest-files/make.ts';
import { carryTemplates, PROVINCE } from '../support/carry-template.ts';
import { GOVERNMENT_LEADER, openOffice, PARTY_LEADER, ZONE, type Office } from '../support/office.ts';

const now = async () => Temporal.Instant.from('2017-08-28T09:00:00+07:00');

let office: Office;
let make: FileMaker;

beforeAll(async () => {
  office = await openOffice();
  const { key: _, ...rows } = { ...PROVINCE.rows, from: 20, to: 22, columns: ['B = @unit'] };
  await carryTemplates(office.db, [PROVINCE, { ...PROVINCE, code: 'small', rows }]);
  make = createFileMaker({ db: office.db, zone: ZONE, now, publicUrl: () => undefined });
});

afterAll(() => office.close());

async function fileFor(person: string, more: Partial<DigestFile> = {}): Promise<DigestFile> {
  const [row] = await office.rows(`select id from person where code = '${person}'`);
  const id = personId(Number(row?.['id']));
  return {
    format: 'xlsx',
    form: 'tuan',
    body: 'ban-dan-van',
    period: '2017-W33',
    template: 'bieu-02',
    person: id,
    ...more,
  };
}

describe('a receiver’s workbook for a chat', () => {
  it('is made in a process of its own, with the figures of the period, and names the units without a row', async () => {
    const made = await make(await fileFor(PARTY_LEADER));
    const [sheet] = await readWorkbook(Buffer.from(made?.bytes ?? []));
    const [stored] = await office.rows(`
      select v.part::int, v.whole::int from report_value v join report_revision rr on rr.id = v.revision_id
      join report r on r.id = rr.report_id join obligation o on o.id = r.obligation_id join unit u on u.id = o.unit_id
      join period p on p.id = o.period_id where u.code = 'binh-minh' and p.code = '2017-W33' and v.field = 'mediation'
      order by rr.revision desc limit 1`);
    expect(sheet?.data[6]?.slice(1, 4)).toEqual(['Xã Bình Minh', stored?.['part'], stored?.['whole']]);
    expect(made?.unplaced).toContain('Xã Tân Thuận');
    expect(made?.unplaced).not.toContain('Xã Bình Minh');
  });

  it('is nothing for who does not see all of its figures, and for an unknown one', async () => {
    expect(await make(await fileFor(GOVERNMENT_LEADER))).toBeUndefined();
    expect(await make(await fileFor(PARTY_LEADER, { template: 'other' }))).toBeUndefined();
  });

  it('is refused where the organisation has outgrown it', async () => {
    await expect(make(await fileFor(PARTY_LEADER, { template: 'small' }))).rejects.toThrow(
      'bieu-02.xlsx: bảng chỉ có 3 dòng (20 đến 22) mà có 8 đơn vị',
    );
  });
});

describe('the address of a receiver’s workbook', () => {
  it('names it, and links that were made before go on meaning a digest', async () => {
    const until = Temporal.Instant.from('2017-09-01T00:00:00Z');
    const file = await fileFor(PARTY_LEADER);
    expect(readFileToken('secret', fileToken('secret', { file, until }))?.file).toEqual(file);
    const { template: _, ...plain } = file;
    expect(readFileToken('secret', fileToken('secret', { file: plain, until }))?.file).toEqual(plain);
  });
});
