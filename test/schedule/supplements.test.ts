import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestCommand } from '../../src/cli/digest.ts';
import { exemptCommand } from '../../src/cli/exempt.ts';
import { officeScope } from '../../src/core/access/scope.ts';
import type { FormDefinition } from '../../src/core/forms/definition.ts';
import { sampleOrganization } from '../../src/core/sample/district.ts';
import { sampleForm } from '../../src/core/sample/form.ts';
import { digestHash, loadSentDigest } from '../../src/db/queries/digests.ts';
import { loadDigest } from '../../src/db/queries/figures.ts';
import { runCommand } from '../support/cli.ts';
import { CONTACT, openOffice, OTHER_CONTACT, PARTY_LEADER, type Office } from '../support/office.ts';

const OF = { form: 'tuan', body: 'ban-dan-van', period: '2017-W34' } as const;
const DIGEST_AT = '2017-08-28T07:00:00+07:00';
/** Monday 4/9 is off, for 2/9 is a Saturday. */
const NEXT_DIGEST_AT = '2017-09-05T07:00:00+07:00';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await report(CONTACT, 'hg 5/6, kn 1');
  await office.tick(DIGEST_AT);
});
afterEach(() => office.close());

async function report(person: string, text: string): Promise<void> {
  await office.says(person, text);
  await office.taps(person, 'Gửi');
  await office.taps(person, 'Gửi thiếu');
}

async function lastTold(): Promise<string> {
  return (await office.heard(PARTY_LEADER)).at(-1)?.text ?? '';
}

async function digest(words: string): Promise<string> {
  const { out } = await runCommand(digestCommand, ['--body', OF.body, ...words.split(' ')], {
    db: office.db,
  });
  return out.join('\n');
}

describe('reports that come after the digest', () => {
  beforeEach(async () => {
    await office.clock('2017-08-28T10:00:00+07:00');
    await report(CONTACT, 'sửa kn tuần trước thành 3');
    await report(OTHER_CONTACT, 'tuần trước kn 2; khó khăn: thiếu kinh phí');
  });

  it('are told of with the next digest, in the same message, once', async () => {
    const before = (await office.heard(PARTY_LEADER)).length;
    expect(await office.tick('2017-08-30T08:00:00+07:00')).toMatchObject({ digests: 0 });
    await office.tick(NEXT_DIGEST_AT);
    expect((await office.heard(PARTY_LEADER)).length).toBe(before + 1);
    const told = await lastTold();
    expect(told).toMatch(/^Tổng hợp tuần 35\/2017/);
    expect(told).toContain('\n\nBổ sung tổng hợp tuần 34/2017');
    expect(told).toContain('Sau bản đã gửi thứ Hai 28/8, 07:00');
    expect(told).toContain('– Đã báo cáo thêm: thị trấn Vĩnh Thuận; nay 2/8');
    expect(told).toContain('– Đơn khiếu nại mới: 1 → 5; xã Bình Minh 1 → 3');
    expect(told).toContain('Khó khăn, vướng mắc, thị trấn Vĩnh Thuận bổ sung: “thiếu kinh phí”');
    await office.tick('2017-09-11T07:00:00+07:00');
    expect(await lastTold()).not.toContain('Bổ sung');
    expect(await office.rows('select number from digest_supplement order by id')).toEqual([
      { number: 1 },
      { number: 1 },
    ]);
  });

  it('leave what was sent as it was, and stand beside it', async () => {
    const sent = await loadSentDigest(office.db, OF);
    await office.tick(NEXT_DIGEST_AT);
    const after = await loadSentDigest(office.db, OF);
    expect(after?.figures).toEqual(sent?.figures);
    expect(after && digestHash(after)).toBe(sent?.hash);
    const printed = await digest('--sent --period 2017-W34');
    expect(printed).toMatch(/^Tổng hợp tuần 34\/2017/);
    expect(printed).toContain('Bổ sung tổng hợp tuần 34/2017');
    await expect(office.db.execute('update digest_supplement set number = 9')).rejects.toMatchObject({
      cause: { code: '23001' },
    });
  });

  it('are not in the state of that moment, which is told again as it was sent', async () => {
    await runCommand(exemptCommand, ['tan-thuan', '--period', '2017-W34', '--reason', 'bão'], {
      db: office.db,
      now: '2017-08-28T11:00:00+07:00',
    });
    const sent = await loadSentDigest(office.db, OF);
    if (sent === undefined) throw new Error('nothing was sent');
    const asOf = sent.createdAt;
    const then = await loadDigest(office.db, officeScope(), { ...OF, asOf });
    expect(then?.figures).toEqual(sent.figures);
    expect(then?.findings).toEqual(sent.findings);
    const now = await loadDigest(office.db, officeScope(), OF);
    expect(now?.figures).toMatchObject({ expected: 7, received: 2 });
    const between = Temporal.Instant.from('2017-08-28T10:30:00+07:00');
    const later = await loadDigest(office.db, officeScope(), { ...OF, asOf: between });
    expect(later?.figures).toMatchObject({ expected: 8, received: 2 });
    const printed = JSON.parse(await digest('--json --sent --period 2017-W34'));
    expect(sent.figures).toMatchObject(printed);
    expect(Object.keys(printed)).toEqual(Object.keys(sent.figures));
  });
});

describe('a correction that changes nothing after all', () => {
  it('is not told of', async () => {
    await office.clock('2017-08-28T10:00:00+07:00');
    await report(CONTACT, 'sửa kn tuần trước thành 3');
    await report(CONTACT, 'sửa kn tuần trước thành 1');
    await office.tick(NEXT_DIGEST_AT);
    expect(await lastTold()).not.toContain('Bổ sung');
  });
});

describe('a correction of a month, whose next digest is weeks away', () => {
  it('is told of by itself, on the first working morning after the lock', async () => {
    const form: FormDefinition = {
      ...sampleForm(),
      period: 'month',
      cutoff: 'nd09',
      due: '17 16:00',
      lock: '25 16:00',
      reminders: [],
      digests: [{ cron: '0 7 20 * *', to: 'leaders' }],
    };
    const month = await openOffice('2017-09-14T08:00:00+07:00', { ...sampleOrganization(), forms: [form] });
    const said = async () => (await month.heard(PARTY_LEADER)).map(({ text }) => text);
    try {
      await month.says(CONTACT, 'kn 1');
      await month.taps(CONTACT, 'Gửi');
      await month.taps(CONTACT, 'Gửi thiếu');
      await month.tick('2017-09-20T07:00:00+07:00');
      expect(await said()).toHaveLength(1);
      await month.clock('2017-09-22T10:00:00+07:00');
      await month.says(CONTACT, 'sửa kn tháng 9 thành 3');
      await month.taps(CONTACT, 'Gửi');
      await month.taps(CONTACT, 'Gửi thiếu');
      await month.tick('2017-09-25T10:00:00+07:00');
      await month.tick('2017-09-25T20:00:00+07:00');
      expect(await said()).toHaveLength(1);
      await month.tick('2017-09-26T07:30:00+07:00');
      await month.tick('2017-09-26T08:00:00+07:00');
      await month.tick('2017-09-27T07:30:00+07:00');
      const [, supplement, ...more] = await said();
      expect(more).toEqual([]);
      expect(supplement).toMatch(/^Bổ sung tổng hợp tháng 9\/2017/);
      expect(supplement).toContain('1 → 3');
    } finally {
      await month.close();
    }
  });
});
