import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import type { FormDefinition } from '../../src/core/forms/definition.ts';
import { createFormVersions } from '../../src/db/queries/form-versions.ts';
import { createSigningOff } from '../../src/schedule/sign-offs.ts';
import { tuan } from '../support/forms.ts';
import { CONTACT, CONTACT_UNIT, openOffice, ZONE, type Office } from '../support/office.ts';
import { appointHead, askForSignOff, HEAD, sendForSignOff, settle } from '../support/sign-offs.ts';

/** Of the district, and of the form's receivers. */
const SUPERIOR = 'pham-hong-son';
const COORDINATOR = 'ngo-thi-cam-tu';
const STAND_IN = 'danh-thi-my-linh';
const DEPUTY = 'pham-thi-sen';
const thursday = (time: string) => `2017-08-24T${time}:00+07:00`;
const friday = (time: string) => `2017-08-25T${time}:00+07:00`;

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** What the clock said to the person of sign-offs. */
const told = async (person: string) =>
  (await office.heard(person)).map(({ text }) => text).filter((text) => /duyệt/.test(text));

const outcomes = () =>
  office.rows(`
    select u.code as unit, rev.revision, so.outcome, so.person_id as person
    from sign_off so join report_revision rev on rev.id = so.revision_id join report r on r.id = rev.report_id
      join obligation o on o.id = r.obligation_id join unit u on u.id = o.unit_id order by rev.id`);

/** Bình Minh's report, sent on Thursday 9:00: a reminder at 14:30, the end at 18:30. */
async function sentOnThursday(otherwise: 'accept' | 'wait'): Promise<void> {
  await askForSignOff(office, otherwise);
  await appointHead(office, CONTACT_UNIT);
  await sendForSignOff(office, { unit: CONTACT_UNIT, at: thursday('09:00') });
}

async function isAway(person: string, standIn: string | null): Promise<void> {
  await office.rows(`
    insert into absence (person_id, chat_id, first_day, last_day, stand_in_name, stand_in_id, told_at)
    select p.id, c.id, '2017-08-24', '2017-08-25', 'x', (select id from person where code = '${standIn ?? ''}'), '${thursday('08:00')}'
    from person p join chat c on c.person_id = p.id where p.code = '${person}' limit 1`);
}

describe('a report that waits for the head', () => {
  it('is reminded of once, at its working hour, with the time left', async () => {
    await sentOnThursday('wait');
    await office.tick(thursday('14:29'));
    expect(await told(HEAD)).toEqual([]);
    expect(await office.tick(thursday('14:30'))).toMatchObject({ reminders: 1 });
    await office.tick(thursday('14:30'));
    await office.tick(thursday('14:31'));
    expect(await told(HEAD)).toEqual([
      'Báo cáo chờ đồng chí duyệt:\n' +
        '• Xã Bình Minh, tuần 34/2017 (21/8–27/8): nộp thứ Năm 24/8, 09:00, hạn duyệt thứ Năm 24/8, 18:30\n' +
        'Đồng chí chọn để xem và trả lời, hoặc gõ /duyet.',
    ]);
    await office.taps(HEAD, 'Xã Bình Minh, tuần 34/2017 (21/8–27/8)');
    await office.taps(HEAD, 'Duyệt');
    expect(await outcomes()).toMatchObject([{ outcome: 'approved' }]);
  });

  it('says to the head and deputies in one message each what all their units wait for', async () => {
    await sentOnThursday('accept');
    await appointHead(office, CONTACT_UNIT, { code: DEPUTY, name: 'Phạm Thị Sen', deputy: true });
    await appointHead(office, 'tan-thuan');
    await sendForSignOff(office, { unit: 'tan-thuan', at: thursday('09:00') });
    await office.tick(thursday('14:30'));
    const [message, ...others] = await told(HEAD);
    expect(others).toEqual([]);
    expect(message).toContain('• Xã Bình Minh, tuần 34');
    expect(message).toContain('• Xã Tân Thuận, tuần 34');
    expect(message).toContain('Hết hạn mà chưa có trả lời thì coi như đã duyệt.');
    expect(await told(DEPUTY)).toHaveLength(1);
  });

  it.each(['approved', 'returned'] as const)('is left alone once it is %s', async (outcome) => {
    await sentOnThursday('accept');
    await settle(office, CONTACT_UNIT, outcome, { by: HEAD, at: thursday('10:00') });
    await office.tick(thursday('14:30'));
    await office.tick(friday('09:00'));
    expect(await told(HEAD)).toEqual([]);
    expect(await outcomes()).toMatchObject([{ outcome }]);
  });

  it('is followed by its correction, which has time of its own', async () => {
    await sentOnThursday('accept');
    await office.tick(thursday('14:30'));
    await sendForSignOff(office, { unit: CONTACT_UNIT, at: thursday('15:00'), revision: 2 });
    await office.tick(thursday('18:30'));
    expect(await outcomes()).toEqual([]);
    await office.tick(friday('07:00'));
    await office.tick(friday('10:30'));
    expect(await told(HEAD)).toHaveLength(2);
    expect((await told(HEAD))[1]).toContain('nộp thứ Năm 24/8, 15:00');
    // 15:00 and eight hours: four on Thursday, four on Friday from 7:00.
    await office.tick(friday('11:00'));
    expect(await outcomes()).toEqual([
      { unit: CONTACT_UNIT, revision: 2, outcome: 'timed-out', person: null },
    ]);
  });
});

describe('when the time is over and silence is acceptance', () => {
  it('is settled once, and the head and the contact are told', async () => {
    await sentOnThursday('accept');
    await office.tick(thursday('14:30'));
    await office.tick(thursday('18:29'));
    expect(await outcomes()).toEqual([]);
    await office.tick(thursday('18:30'));
    await office.tick(thursday('18:30'));
    await office.tick(thursday('18:31'));
    expect(await outcomes()).toEqual([
      { unit: CONTACT_UNIT, revision: 1, outcome: 'timed-out', person: null },
    ]);
    expect((await told(HEAD)).slice(1)).toEqual([
      'Hết hạn duyệt mà đồng chí chưa trả lời, nên coi như đã duyệt:\n• Xã Bình Minh, tuần 34/2017 (21/8–27/8)\n' +
        'Cần sửa, đồng chí báo người lập gửi bản sửa.',
    ]);
    expect(await told(CONTACT)).toEqual([
      'Lãnh đạo đơn vị chưa trả lời trong hạn, nên coi như đã duyệt:\n• Xã Bình Minh, tuần 34/2017 (21/8–27/8)',
    ]);
    expect(await office.rows(`select detail from audit where action = 'time-out-sign-off'`)).toEqual([
      { detail: { revision: 1 } },
    ]);
    expect((await office.says(CONTACT, '/trangthai'))[0]?.text).toContain('hết hạn duyệt, coi như đã duyệt');
  });

  it('is caught up after downtime without a reminder, in working time, before the digest', async () => {
    await sentOnThursday('accept');
    await office.tick('2017-08-28T03:00:00+07:00');
    expect(await outcomes()).toEqual([]);
    await office.tick('2017-08-28T07:00:00+07:00');
    expect(await outcomes()).toMatchObject([{ outcome: 'timed-out' }]);
    const texts = await told(HEAD);
    expect(texts.filter((text) => text.startsWith('Báo cáo chờ'))).toEqual([]);
    expect(texts.filter((text) => text.startsWith('Hết hạn duyệt'))).toHaveLength(1);
    const [digest] = await office.rows(`select figures from digest order by id limit 1`);
    expect(digest).toMatchObject({ figures: { received: 1, awaiting_sign_off: [] } });
  });
});

describe('when the time is over and it waits on', () => {
  it('tells the superiors above the unit once, in one list, and settles nothing', async () => {
    await sentOnThursday('wait');
    await sendForSignOff(office, { unit: 'tan-thuan', at: thursday('09:00') });
    await office.tick(thursday('18:29'));
    expect(await told(SUPERIOR)).toEqual([]);
    await office.tick(thursday('18:30'));
    await office.tick(thursday('18:31'));
    await office.tick(friday('07:30'));
    expect(await outcomes()).toEqual([]);
    const [list, ...others] = await told(SUPERIOR);
    expect(others).toEqual([]);
    expect(list).toContain('tuần 34/2017 (21/8–27/8), quá hạn duyệt: xã Tân Thuận, xã Bình Minh đã nộp');
    expect(await told(COORDINATOR)).toEqual([]);
  });

  it('tells the coordinators where nobody is above', async () => {
    await sentOnThursday('wait');
    await office.rows(
      `delete from holder using post where post.id = holder.post_id and post.code = 'phu-trach-co-so'`,
    );
    await office.tick(thursday('18:30'));
    expect(await told(COORDINATOR)).toHaveLength(1);
    expect((await told(COORDINATOR))[0]).toContain('quá hạn duyệt (hạn thứ Năm 24/8, 18:30): xã Bình Minh');
  });
});

describe('a head who is away', () => {
  it('is stood in for at once by whom they named, who is told what to do', async () => {
    await sentOnThursday('wait');
    await isAway(HEAD, STAND_IN);
    await office.tick(thursday('09:01'));
    await office.tick(thursday('14:30'));
    await office.tick(thursday('14:31'));
    const [only, ...others] = await told(STAND_IN);
    expect(others).toEqual([]);
    expect(only).toContain('(Lê Văn Hải nghỉ, nêu đồng chí làm thay)');
    expect(only).toContain('Nhờ đồng chí báo giúp người có quyền duyệt của đơn vị.');
    expect(await told(HEAD)).toEqual([]);
  });

  it('is reminded all the same where nobody stands in', async () => {
    await sentOnThursday('wait');
    await isAway(HEAD, null);
    await office.tick(thursday('14:30'));
    expect(await told(HEAD)).toHaveLength(1);
  });
});

describe('the clock', () => {
  it('says nothing twice when it goes back', async () => {
    await sentOnThursday('accept');
    await office.tick(thursday('14:30'));
    await office.tick(thursday('08:00'));
    await office.tick(thursday('14:30'));
    await office.tick(thursday('18:30'));
    await office.tick(thursday('09:30'));
    await office.tick(thursday('18:30'));
    expect(await told(HEAD)).toHaveLength(2);
    expect(await told(CONTACT)).toHaveLength(1);
    expect(await outcomes()).toHaveLength(1);
  });

  it('leaves a head whose share of the week is used up alone, and says what was settled the week after', async () => {
    await sentOnThursday('accept');
    await office.rows(`
      insert into delivery (chat_id, dedup_key, urgency, message, not_before, created_at)
      select c.id, 'full ' || n, 0, '{"text": ["x"], "buttons": []}', now(), '${thursday('08:00')}'
      from chat c join person p on p.id = c.person_id, generate_series(1, 5) n where p.code = '${HEAD}'`);
    await office.tick(thursday('14:30'));
    await office.tick(thursday('18:30'));
    expect(await told(HEAD)).toEqual([]);
    await office.tick('2017-08-28T07:30:00+07:00');
    expect((await told(HEAD)).filter((text) => text.startsWith('Hết hạn duyệt'))).toHaveLength(1);
    expect((await told(HEAD)).filter((text) => text.startsWith('Báo cáo chờ'))).toEqual([]);
  });
});

const calendar = { zone: ZONE, holidays: BUILT_IN_HOLIDAYS, versions: createFormVersions() };

/** The number of statements that a look at the moment takes. */
async function statements(
  follow: ReturnType<typeof createSigningOff>,
  moment: string,
  forms: readonly FormDefinition[],
): Promise<number> {
  return office.db.transaction(async (tx) => {
    const execute = vi.spyOn(tx, 'execute');
    await follow(tx, Temporal.Instant.from(moment), forms);
    return execute.mock.calls.length;
  });
}

describe('an idle tick', () => {
  it('asks nothing where no form wants a sign-off, or at night, and one thing where nothing changed', async () => {
    await sentOnThursday('wait');
    const signed = { ...tuan, signoff: { within: '8h', remind: '4h', otherwise: 'wait' } } as const;
    const follow = createSigningOff(calendar);
    expect(await statements(follow, thursday('09:01'), [tuan])).toBe(0);
    expect(await statements(follow, thursday('20:00'), [signed])).toBe(0);
    expect(await statements(follow, thursday('09:01'), [signed])).toBeGreaterThan(1);
    expect(await statements(follow, thursday('09:02'), [signed])).toBe(1);
    await sendForSignOff(office, { unit: 'tan-thuan', at: thursday('09:02') });
    expect(await statements(follow, thursday('09:03'), [signed])).toBeGreaterThan(1);
  });
});
