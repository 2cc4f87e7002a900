import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBotApi } from '../../src/channels/telegram/api.ts';
import { createTelegramSender } from '../../src/channels/telegram/send.ts';
import { createTroubleLog } from '../../src/channels/telegram/trouble-log.ts';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { loadUnasked } from '../../src/db/queries/simulation.ts';
import { createDeliverer } from '../../src/delivery/deliver.ts';
import { createInbox } from '../../src/inbox/receive.ts';
import { onlyWaking } from '../../src/delivery/enqueue-answers.ts';
import { appointHead, askForSignOff, HEAD } from '../support/sign-offs.ts';
import { startFaultyBotApi } from '../support/faulty-bot-api.ts';
import { notedLog } from '../support/noted-log.ts';
import {
  CONTACT,
  CONTACT_UNIT,
  openOffice,
  OTHER_CONTACT,
  says,
  SECRET,
  ZONE,
  type Office,
} from '../support/office.ts';

const SUPERIOR = 'pham-hong-son';
/** Takes turns with the contact. */
const DEPUTY = 'danh-thi-my-linh';
const WEEK = 'xã Bình Minh, tuần 34/2017 (21/8–27/8)';
const FRIDAY = '2017-08-25T13:00:00+07:00';
const MONDAY_AFTER = '2017-08-28T07:30:00+07:00';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** The report about the period, as far as the last confirmation. */
async function fillIn(person: string, period = ''): Promise<void> {
  await office.says(person, `${period} kn 1, tc 0`);
  await office.taps(person, 'Gửi');
}

async function report(person: string, period = ''): Promise<void> {
  await fillIn(person, period);
  await office.taps(person, 'Gửi thiếu');
}

async function makeDeputy(): Promise<void> {
  await office.rows(`
    insert into holder (post_id, person_id, deputy, held_from)
    select h.post_id, other.id, true, '2017-08-21' from holder h join person p on p.id = h.person_id, person other
    where p.code = '${CONTACT}' and other.code = '${DEPUTY}'`);
}

const reads = async (person: string, id: number | undefined) =>
  (await office.heard(person)).find((message) => message.id === id);
const reminderOf = async (person: string) =>
  (await office.heard(person)).findLast(({ text }) => text.includes('báo cáo'));
const labels = (message: { readonly buttons: readonly { readonly text: string }[] } | undefined) =>
  message?.buttons.map(({ text }) => text);
const edits = () =>
  office.rows(
    `select edits, state, message ->> 'buttons' as buttons from delivery where edits is not null order by id`,
  );

describe('a reminder', () => {
  it('turns into “Đã nhận” when the report is in, keeps its place and loses its buttons', async () => {
    await office.tick('2017-08-23T08:00:00+07:00');
    const reminder = await reminderOf(CONTACT);
    expect(labels(reminder)).toEqual(['Không phát sinh', 'Nhập từng mục', 'Nhắc lại sau']);
    await office.clock('2017-08-23T09:12:00+07:00');
    await report(CONTACT);
    const [code] = /BC-\w+/.exec((await office.heard(CONTACT)).at(-1)?.text ?? '') ?? [];
    expect(await reads(CONTACT, reminder?.id)).toEqual({
      id: reminder?.id,
      text: `Đã nhận 09:12 ngày 23/8: ${WEEK}, mã ${code}.`,
      buttons: [],
    });
    expect(await edits()).toHaveLength(1);
  });

  it('of two reports tells what has come and what is still owed, whose buttons it gets', async () => {
    await office.tick(MONDAY_AFTER);
    const reminder = await reminderOf(CONTACT);
    expect(reminder?.text).toContain('đã quá hạn');
    expect(reminder?.text).toContain('Mở báo cáo xã Bình Minh, tuần 35/2017');
    expect(labels(reminder)).toEqual(['Nhắc lại sau']);
    await office.clock('2017-08-28T09:30:00+07:00');
    await report(CONTACT, 'báo cáo tuần trước:');
    const half = await reads(CONTACT, reminder?.id);
    expect(half?.text.split('\n')).toEqual([
      expect.stringMatching(/^Đã nhận 09:30 ngày 28\/8: xã Bình Minh, tuần 34\/2017 \(21\/8–27\/8\), mã BC-/),
      'Xã Bình Minh, tuần 35/2017 (28/8–3/9) chưa có báo cáo, còn 4 ngày 6 giờ đến hạn thứ Sáu 1/9, 16:00.',
      'Đồng chí trả lời ngay tại đây; không có gì mới thì trả lời “Không phát sinh”.',
    ]);
    expect(labels(half)).toEqual(['Không phát sinh', 'Nhập từng mục']);
    await office.clock('2017-08-28T09:40:00+07:00');
    await report(CONTACT, 'báo cáo tuần này:');
    const whole = await reads(CONTACT, reminder?.id);
    expect(whole?.text.split('\n').at(-1)).toBe('Đã đủ các báo cáo trên.');
    expect(whole?.buttons).toEqual([]);
    // Nobody has sent the first of the two edits yet.
    const own = (await edits()).filter((edit) => edit['edits'] === reminder?.id);
    expect(own.map(({ state }) => state)).toEqual(['superseded', 'waiting']);
  });

  it('of everyone who answers for the unit tells the same, whoever reports', async () => {
    await makeDeputy();
    await office.tick('2017-08-23T08:00:00+07:00');
    const [own, deputy] = [await reminderOf(CONTACT), await reminderOf(DEPUTY)];
    await office.clock('2017-08-23T09:12:00+07:00');
    await report(CONTACT);
    expect((await reads(CONTACT, own?.id))?.text).toMatch(/^Đã nhận 09:12/);
    // The deputy is the contact of a unit of their own, which still owes.
    expect((await reads(DEPUTY, deputy?.id))?.text).toMatch(
      /^Đã nhận 09:12 ngày 23\/8: xã Bình Minh.+\nXã Tân Thuận.+ chưa có báo cáo/,
    );
  });

  it('keeps the time of the first revision after a correction, with the code of the last', async () => {
    await office.tick('2017-08-23T08:00:00+07:00');
    const reminder = await reminderOf(CONTACT);
    await office.clock('2017-08-23T09:12:00+07:00');
    await report(CONTACT);
    await office.clock('2017-08-24T10:00:00+07:00');
    await office.says(CONTACT, 'kn 2');
    await office.taps(CONTACT, 'Gửi');
    expect((await reads(CONTACT, reminder?.id))?.text).toMatch(
      /^Đã nhận 09:12 ngày 23\/8: .+, mã BC-\w+\.2\.$/,
    );
  });

  it('is rewritten once, however often the platform delivers the confirmation', async () => {
    await office.tick('2017-08-23T08:00:00+07:00');
    await fillIn(CONTACT);
    const confirmation = says(CONTACT, 'gửi thiếu');
    await office.receive([confirmation]);
    await office.receive([confirmation]);
    await office.receive([confirmation]);
    expect(await edits()).toHaveLength(1);
  });

  it('counts nowhere as a message when it is rewritten', async () => {
    await office.tick('2017-08-23T08:00:00+07:00');
    await office.rows(`update delivery set state = 'sent', sent_at = now()`);
    const before = await loadUnasked(office.db);
    await report(CONTACT);
    await office.rows(`update delivery set state = 'sent', sent_at = now() where edits is not null`);
    expect(await loadUnasked(office.db)).toEqual(before);
  });

  it('to a channel that rewrites nothing stays as it is, and no edit is written', async () => {
    await office.rows(`update chat set channel = 'zalo-bot' where external_id = '${DEPUTY}'`);
    await makeDeputy();
    await office.tick('2017-08-23T08:00:00+07:00');
    await report(CONTACT);
    expect(await edits()).toHaveLength(1);
  });

  it('says that its unit was exempted since, when it is rewritten', async () => {
    await office.tick(MONDAY_AFTER);
    const reminder = await reminderOf(CONTACT);
    await office.rows(`
      update obligation o set exempt_reason = 'lũ' from period p, unit u
      where p.id = o.period_id and u.id = o.unit_id and p.code = '2017-W34' and u.code = 'binh-minh'`);
    await report(CONTACT);
    expect((await reads(CONTACT, reminder?.id))?.text).toMatch(
      /^Xã Bình Minh, tuần 34.+ được miễn báo cáo\.\nĐã nhận .+\nĐã đủ các báo cáo trên\.$/,
    );
  });
});

describe('a reminder of a report that the head of the unit signs off', () => {
  it('tells that it waits, was returned, waits again, and is signed off', async () => {
    await askForSignOff(office);
    await appointHead(office, CONTACT_UNIT);
    await office.tick('2017-08-23T08:00:00+07:00');
    const reminder = await reminderOf(CONTACT);
    const line = async () => (await reads(CONTACT, reminder?.id))?.text;
    await office.clock('2017-08-23T09:12:00+07:00');
    await report(CONTACT);
    expect(await line()).toMatch(/^Đã nộp 09:12 ngày 23\/8: .+; chờ lãnh đạo đơn vị duyệt\.$/);
    await office.says(HEAD, 'trả lại: thiếu hòa giải');
    expect(await line()).toMatch(/^Đã nộp 09:12 .+; bị trả lại: «thiếu hòa giải»\.$/);
    await office.says(CONTACT, 'hg 5/6');
    await office.taps(CONTACT, 'Gửi');
    expect(await line()).toMatch(/\.2; chờ lãnh đạo đơn vị duyệt\.$/);
    await office.taps(HEAD, 'Duyệt');
    expect(await line()).toMatch(/\.2; đã duyệt\.$/);
  });
});

describe('a reminder that shares its message', () => {
  it('changes alone: what else was said at that moment stays behind it', async () => {
    await office.rows(`
      insert into held_notice (dedup_key, person_id, message, due_at, decided_at)
      select 'held', id, '{"text":["Đồng chí xem lại ",{"bold":"mục 3"},"."],"buttons":[[{"text":"Xem","token":"x"}]]}',
        '2017-08-23T07:30:00+07:00', '2017-08-22T22:00:00+07:00' from person where code = '${CONTACT}'`);
    await office.tick('2017-08-23T08:00:00+07:00');
    const reminder = await reminderOf(CONTACT);
    expect(reminder?.text).toMatch(/^Nhắc đồng chí.+\n.+\n\nĐồng chí xem lại mục 3\.$/);
    await office.tick(FRIDAY);
    expect(await reads(CONTACT, reminder?.id)).toEqual({
      ...reminder,
      buttons: [{ text: 'Xem', data: 'x' }],
    });
  });

  it('says “Đã nhận” above it', async () => {
    await office.rows(`
      insert into held_notice (dedup_key, person_id, message, due_at, decided_at)
      select 'held', id, '{"text":["Đồng chí xem lại ",{"bold":"mục 3"},"."],"buttons":[[{"text":"Xem","token":"x"}]]}',
        '2017-08-23T07:30:00+07:00', '2017-08-22T22:00:00+07:00' from person where code = '${CONTACT}'`);
    await office.tick('2017-08-23T08:00:00+07:00');
    const reminder = await reminderOf(CONTACT);
    await report(CONTACT);
    const read = await reads(CONTACT, reminder?.id);
    expect(read?.text).toMatch(/^Đã nhận 08:00 .+\.\n\nĐồng chí xem lại mục 3\.$/);
    expect(labels(read)).toEqual(['Xem']);
  });
});

describe('the next reminder', () => {
  it('takes over: the earlier one keeps its words, loses its buttons and hears of nothing more', async () => {
    await office.tick('2017-08-23T08:00:00+07:00');
    const earlier = await reminderOf(CONTACT);
    await office.tick(FRIDAY);
    const later = await reminderOf(CONTACT);
    expect(later?.id).not.toBe(earlier?.id);
    expect(await reads(CONTACT, earlier?.id)).toEqual({ ...earlier, buttons: [] });
    await office.clock('2017-08-25T14:00:00+07:00');
    await report(CONTACT);
    expect(await reads(CONTACT, earlier?.id)).toEqual({ ...earlier, buttons: [] });
    expect((await reads(CONTACT, later?.id))?.text).toMatch(/^Đã nhận 14:00 ngày 25\/8/);
  });

  it('about one of two reports leaves the other where it stands', async () => {
    await office.tick(MONDAY_AFTER);
    const earlier = await reminderOf(CONTACT);
    // Week 34 is locked by now, and only week 35 is reminded of.
    await office.tick('2017-08-30T08:00:00+07:00');
    expect((await reads(CONTACT, earlier?.id))?.text).toBe(
      'Xã Bình Minh, tuần 34/2017 (21/8–27/8) không có báo cáo, đã khóa sổ thứ Ba 29/8, 16:00.',
    );
  });
});

describe('the list of the late, at the superior', () => {
  it('tells which units have reported since, also when two report at the same time', async () => {
    await office.tick(MONDAY_AFTER);
    const list = (await office.heard(SUPERIOR)).at(-1);
    expect(list?.text).toContain('8 đơn vị chưa nộp');
    await fillIn(CONTACT, 'báo cáo tuần trước:');
    await fillIn(OTHER_CONTACT, 'báo cáo tuần trước:');
    const instance = () =>
      createInbox({
        db: office.db,
        demo: true,
        zone: ZONE,
        calendar: createHolidayCalendar(),
        secret: SECRET,
        publicUrl: () => '',
        log: notedLog().log,
        sender: onlyWaking(() => {}),
      });
    await Promise.all(
      [CONTACT, OTHER_CONTACT].map((person) => instance().receive([says(person, 'gửi thiếu')])),
    );
    const told = await reads(SUPERIOR, list?.id);
    expect(told?.text).toContain('còn 6 xã chưa nộp');
    expect(told?.text).toContain('Đã nhận sau hạn: xã Bình Minh, thị trấn Vĩnh Thuận.');
  });
});

it('is sent to Telegram as an edit of the very message, whoever reports from where', async () => {
  const platform = await startFaultyBotApi();
  const { log } = notedLog();
  const deliverer = createDeliverer({
    db: office.db,
    listen: office.listen,
    channels: [
      createTelegramSender({ api: createBotApi(platform), trouble: createTroubleLog(log), timeoutMs: 5_000 }),
    ],
    rates: {},
    log,
  });
  try {
    await office.rows(
      `insert into chat (channel, external_id, person_id, state, last_inbound_at)
        select 'telegram', '4711', id, 'linked', now() from person where code = '${CONTACT}'`,
    );
    await office.tick('2017-08-23T08:00:00+07:00');
    await deliverer.start();
    await platform.waitForRequests('sendMessage', 1);
    await office.clock('2017-08-23T09:12:00+07:00');
    await report(CONTACT);
    deliverer.wake();
    await platform.waitForRequests('editMessageText', 1);
    expect(platform.seen('editMessageText')).toEqual([
      expect.objectContaining({
        chat_id: 4711,
        message_id: 1,
        text: expect.stringMatching(/^<b>Đã nhận 09:12<\/b> ngày 23\/8: xã Bình Minh/),
        reply_markup: { inline_keyboard: [] },
      }),
    ]);
    expect(platform.seen('sendMessage')).toHaveLength(1);
  } finally {
    await deliverer.stop();
    await platform.close();
  }
});
