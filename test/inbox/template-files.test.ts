import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from '../support/digest-files.ts';
import { carryTemplates, PROVINCE } from '../support/carry-template.ts';
import { CONTACT, GOVERNMENT_LEADER, openOffice, PARTY_LEADER, type Office } from '../support/office.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
  const long = { ...PROVINCE, code: 'bieu-co-ma-dai-qua-mot-nut-bam', name: 'Biểu có mã dài' };
  await carryTemplates(office.db, [PROVINCE, long]);
});

afterAll(() => office.close());

const filesFor = async (person: string, words: string) => filesOf(office, await office.says(person, words));

describe('a leader of the body whose figures fill a receiver’s workbook', () => {
  it('gets it by its code or name, about the current period or the one that is named', async () => {
    const [answer] = await office.says(PARTY_LEADER, '/excel bieu-02');
    expect(answer?.text).toMatch(
      /^Biểu công tác dân vận\nKỳ số liệu: tuần 33\/2017 .*\nNơi nhận: Ban Dân vận Tỉnh ủy\nSố liệu lúc lập tệp này\.$/,
    );
    expect(await filesOf(office, answer ? [answer] : [])).toEqual(['xlsx 2017-W33 ban-dan-van bieu-02']);
    expect(await filesFor(PARTY_LEADER, '/excel BIEU-02 tuần 32')).toEqual([
      'xlsx 2017-W32 ban-dan-van bieu-02',
    ]);
    expect(await filesFor(PARTY_LEADER, 'gửi excel biểu công tác dân vận tháng trước ạ')).toEqual([
      'xlsx 2017-07 ban-dan-van bieu-02',
    ]);
    expect(await office.rows(`select subject from audit order by id desc limit 1`)).toEqual([
      { subject: 'digest tuan 2017-07 ban-dan-van bieu-02' },
    ]);
  });

  it('gets it by the button under an Excel file, about the same period', async () => {
    const [file] = await office.says(PARTY_LEADER, '/excel tuần 32');
    // The token of a button has no room for the other’s code.
    expect(file?.buttons.map(({ text }) => text)).toEqual(['Biểu công tác dân vận']);
    expect(await filesOf(office, await office.taps(PARTY_LEADER, 'Biểu công tác dân vận'))).toEqual([
      'xlsx 2017-W32 ban-dan-van bieu-02',
    ]);
  });

  it('is asked which period is meant, or told that there is nothing about it', async () => {
    const [unclear] = await office.says(PARTY_LEADER, '/excel bieu-02 của xã');
    expect(unclear?.text).toContain('Chưa rõ đồng chí cần kỳ nào');
    const [none] = await office.says(PARTY_LEADER, '/excel bieu-02 tuần 1 năm 1999');
    expect(none?.text).toContain('Chưa có số liệu');
  });
});

describe('whoever does not see those figures', () => {
  it('gets no such file, is offered none, and a button of another brings none', async () => {
    await office.says(PARTY_LEADER, '/excel tuần 32');
    const token = (await office.heard(PARTY_LEADER)).at(-1)?.buttons.at(-1)?.data ?? '';
    expect(token).toBe('filetemplate..2017-W32_bieu-02');
    for (const other of [GOVERNMENT_LEADER, CONTACT]) {
      expect(await filesFor(other, '/excel bieu-02')).toEqual([]);
      expect(await filesOf(office, await office.tapsToken(other, token))).toEqual([]);
    }
    const [file] = await office.says(GOVERNMENT_LEADER, '/excel tuần 32');
    expect(file?.buttons).toEqual([]);
  });
});
