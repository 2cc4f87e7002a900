import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { CONSENT_VERSION } from '../../src/core/conversation/enrol.ts';
import { issueInvites } from '../../src/db/queries/invites.ts';
import { CONTACT, openOffice, SECRET, type Office } from '../support/office.ts';

const STRANGER = 'a new phone';
let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

async function inviteFor(person: string, validDays = 30): Promise<string> {
  const issued = await office.db.transaction((tx) =>
    issueInvites(tx, {
      secret: SECRET,
      now: Temporal.Now.instant(),
      today: Temporal.PlainDate.from('2017-08-21'),
      person,
      validDays,
    }),
  );
  return issued[0]?.code ?? '';
}

describe('a stranger', () => {
  it('gets one polite line and no data', async () => {
    const replies = await office.says(STRANGER, 'Xin chào, báo cáo hg 5/6');
    expect(replies).toHaveLength(1);
    expect(replies[0]?.text).toContain('mã mời');
    expect(replies[0]?.text).not.toContain('Vĩnh Thuận');
  });

  it('is told of a wrong code, and after ten even a right one is refused there, though not elsewhere', async () => {
    const code = await inviteFor(CONTACT);
    const wrong = code.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'));
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await office.says(STRANGER, wrong))[0]?.text).toContain('chưa đúng');
    }
    expect((await office.says(STRANGER, code))[0]?.text).toContain('quá nhiều mã sai');
    expect((await office.says('another phone', code))[0]?.text).toContain('Võ Minh Nhựt');
  });
});

describe('an invited person', () => {
  it('is told what is kept, agrees, and is told what to do next', async () => {
    const code = await inviteFor(CONTACT);
    const [request] = await office.says(STRANGER, `ma ${code.toLowerCase()}`);
    expect(request?.text).toContain('Võ Minh Nhựt');
    expect(request?.text).toContain('Ban Dân vận');
    expect(request?.buttons.map((button) => button.text)).toEqual(['Đồng ý', 'Không đồng ý']);
    const [welcome] = await office.says(STRANGER, 'dong y');
    expect(welcome?.text).toContain('hạn nộp thứ Sáu 25/8, 16:00');
    const [status] = await office.says(STRANGER, '/trangthai');
    expect(status?.text).toContain('Xã Bình Minh');
    expect(
      await office.rows(`select text_version from consent c join chat on chat.id = c.chat_id
      where chat.external_id = '${STRANGER}'`),
    ).toEqual([{ text_version: CONSENT_VERSION }]);
  });

  it('who does not agree stays a stranger, and the code stays good', async () => {
    const code = await inviteFor(CONTACT);
    await office.says(STRANGER, code);
    await office.taps(STRANGER, 'Không đồng ý');
    expect((await office.says(STRANGER, '/trangthai'))[0]?.text).toContain('mã mời');
    expect((await office.says(STRANGER, `/start ${code}`))[0]?.text).toContain('Võ Minh Nhựt');
  });

  it('uses the code up: a second phone is refused', async () => {
    const code = await inviteFor(CONTACT);
    await office.says(STRANGER, code);
    await office.says('second phone', code);
    await office.says(STRANGER, 'Đồng ý');
    expect((await office.says('second phone', 'Đồng ý'))[0]?.text).toContain('đã được dùng');
    expect((await office.says('third phone', code))[0]?.text).toContain('đã được dùng');
  });

  it('can leave: the chat is nobody’s, the reports stay', async () => {
    await office.says(CONTACT, 'kn 1');
    await office.taps(CONTACT, 'Gửi');
    await office.taps(CONTACT, 'Gửi thiếu');
    await office.says(CONTACT, '/roi');
    expect((await office.taps(CONTACT, 'Rời khỏi'))[0]?.text).toContain('Đã rời khỏi');
    expect((await office.says(CONTACT, '/trangthai'))[0]?.text).toContain('mã mời');
    expect(await office.rows(`select 1 as one from report_revision where source = 'chat'`)).toHaveLength(1);
  });
});

const guess = (person: string, from: number, to: number) =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `C7KPT4XN${String(from + index).padStart(2, '0')}`,
  ).reduce(async (before, code) => {
    await before;
    await office.says(person, `#${code}`);
  }, Promise.resolve());
const toldOf = async () =>
  (await office.heard('ngo-thi-cam-tu')).filter(({ text }) => text.includes('mã mời không có thật'));

describe('who guesses codes', () => {
  it('is told to the coordinators after ten, once a day however many chats do it', async () => {
    await office.clock('2017-08-23T09:00:00+07:00');
    await guess(STRANGER, 1, 9);
    expect(await toldOf()).toEqual([]);
    await guess(STRANGER, 10, 12);
    await guess('second phone', 20, 31);
    expect(await toldOf()).toHaveLength(1);
    const code = await inviteFor(CONTACT);
    expect((await office.says(STRANGER, code))[0]?.text).toContain('quá nhiều mã sai');
    expect((await office.says('third phone', code))[0]?.text).toContain('Võ Minh Nhựt');
  });

  it('from many chats at once has one try in each; a right code still joins', async () => {
    await office.rows(`insert into chat (channel, external_id, wrong_codes, wrong_codes_since)
      select 'demo', 'guesser ' || n, 9, now() from generate_series(1, 23) n`);
    const code = await inviteFor(CONTACT);
    await guess(STRANGER, 1, 1);
    expect((await office.says(STRANGER, code))[0]?.text).toContain('quá nhiều mã sai');
    expect((await office.says('third phone', code))[0]?.text).toContain('Võ Minh Nhựt');
    await office.rows(
      `update chat set wrong_codes_since = now() - interval '2 hours' where external_id like 'guesser%'`,
    );
    expect((await office.says(STRANGER, code))[0]?.text).toContain('Võ Minh Nhựt');
  });
});
