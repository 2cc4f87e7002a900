import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, CONTACT_UNIT, openOffice, says, taps, type Office } from '../support/office.ts';
import { appointHead, askForSignOff, HEAD, linkHead } from '../support/sign-offs.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
const DEPUTY = 'tran-thi-ut';
/** Holds the superior post of the district, which is another unit. */
const OF_DISTRICT = 'pham-hong-son';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.clock('2017-08-24T09:00:00+07:00');
  await askForSignOff(office);
});
afterEach(() => office.close());

const last = async (person: string) => (await office.heard(person)).at(-1);

/** The contact's report, with what is missing left out. */
async function report(figures = 'hg 5/6, kn 1') {
  await office.says(CONTACT, figures);
  await office.taps(CONTACT, 'Gửi');
  return office.taps(CONTACT, 'Gửi thiếu');
}

async function correct(figures: string): Promise<void> {
  await office.says(CONTACT, figures);
  await office.taps(CONTACT, 'Gửi');
}

const standing = () =>
  office.rows(`
    select rev.revision, rev.needs_sign_off as needs, so.outcome, so.reason, person.code as by
    from report_revision rev join report r on r.id = rev.report_id
      join obligation o on o.id = r.obligation_id join period p on p.id = o.period_id
      left join sign_off so on so.revision_id = rev.id left join person on person.id = so.person_id
    where p.code = '2017-W34' order by rev.id`);

describe('a report of a unit that has a head, on a form that asks for their sign-off', () => {
  beforeEach(() => appointHead(office, CONTACT_UNIT));

  it('is stored at once, shown to the head, and signed off with one tap', async () => {
    const [receipt] = await report();
    expect(receipt?.text).toContain('Đã nộp báo cáo xã Bình Minh, tuần 34/2017');
    expect(receipt?.text).toContain('Đang chờ đồng chí Lê Văn Hải duyệt.');
    expect(await standing()).toEqual([{ revision: 1, needs: true, outcome: null, reason: null, by: null }]);
    const request = await last(HEAD);
    expect(request?.text).toContain('Đồng chí Võ Minh Nhựt trình duyệt báo cáo xã Bình Minh, tuần 34/2017');
    expect(request?.text).toContain('• Hòa giải ở cơ sở: 5/6');
    expect(request?.buttons.map(({ text }) => text)).toEqual(['Duyệt', 'Trả lại']);

    const [done] = await office.taps(HEAD, 'Duyệt');
    expect(done?.text).toContain('Đã duyệt báo cáo xã Bình Minh, tuần 34/2017');
    expect(await standing()).toMatchObject([{ revision: 1, outcome: 'approved', by: HEAD }]);
    expect((await last(CONTACT))?.text).toContain(
      'Đồng chí Lê Văn Hải đã duyệt báo cáo xã Bình Minh, tuần 34',
    );
    expect(
      await office.rows(`select subject, detail from audit where action = 'settle-sign-off'`),
    ).toMatchObject([{ detail: { revision: 1, outcome: 'approved' } }]);
    const [status] = await office.says(CONTACT, '/trangthai');
    expect(status?.text).toContain('đã duyệt');
  });

  it('is returned with a reason, corrected, asked for anew and signed off in words', async () => {
    await report();
    const why = `kn phai la 3, ${'xem lai bien ban tung ap, '.repeat(12)}va bao lai`;
    const [done] = await office.says(HEAD, `tra lai: ${why}`);
    expect(done?.text).toContain('Đã trả lại báo cáo xã Bình Minh');
    const returned = await last(CONTACT);
    expect(returned?.text).toContain('Đồng chí Lê Văn Hải trả lại báo cáo xã Bình Minh, tuần 34');
    expect(returned?.text).toContain(`Lý do: «${why}».`);
    // The stored revision is as it was.
    expect(await standing()).toMatchObject([{ revision: 1, outcome: 'returned', reason: why }]);

    await correct('kn 3');
    expect((await last(HEAD))?.text).toContain('trình duyệt bản sửa báo cáo xã Bình Minh');
    expect((await last(HEAD))?.text).toContain('• Đơn khiếu nại mới: 1 → 3');
    await office.says(HEAD, 'duyệt');
    expect(await standing()).toMatchObject([
      { revision: 1, outcome: 'returned' },
      { revision: 2, needs: true, outcome: 'approved', by: HEAD },
    ]);
  });

  it('is asked for anew with each correction, and the older request is replaced', async () => {
    await report();
    const old = (await last(HEAD))?.buttons[0]?.data ?? '';
    await correct('kn 3');
    const [replaced, request] = await office.tapsToken(HEAD, old);
    expect(replaced?.text).toContain('đã được thay bằng bản sửa');
    expect(request?.text).toContain('• Đơn khiếu nại mới: 3');
    expect(await standing()).toMatchObject([{ outcome: null }, { outcome: null }]);
    await office.taps(HEAD, 'Duyệt');
    expect(await standing()).toMatchObject([{ outcome: null }, { revision: 2, outcome: 'approved' }]);
  });

  it('may be sent again as it is', async () => {
    await report();
    await office.says(HEAD, 'trả lại: xem lại kn');
    const [preview] = await office.says(CONTACT, 'gửi');
    expect(preview?.text).toContain('Bản sửa báo cáo xã Bình Minh');
    const [receipt] = await office.says(CONTACT, 'gửi');
    expect(receipt?.text).toContain('Đã nộp báo cáo xã Bình Minh');
    expect(await standing()).toMatchObject([{ outcome: 'returned' }, { revision: 2, outcome: null }]);
  });

  it('is settled once by two people at the same time; the other is told by whom', async () => {
    await appointHead(office, CONTACT_UNIT, { code: DEPUTY, name: 'Trần Thị Út', deputy: true });
    const [receipt] = await report();
    expect(receipt?.text).toContain('Đang chờ đồng chí Lê Văn Hải hoặc Trần Thị Út duyệt.');
    const token = (await last(HEAD))?.buttons[0]?.data ?? '';
    expect((await last(DEPUTY))?.buttons[0]?.data).toBe(token);
    await Promise.all([
      office.receive([taps(HEAD, token)]),
      office.receive([says(DEPUTY, 'trả lại: thiếu ấp 3')]),
    ]);
    const settled = await standing();
    expect(settled).toHaveLength(1);
    const isApproved = settled[0]?.['outcome'] === 'approved';
    const loser = await last(isApproved ? DEPUTY : HEAD);
    expect(loser?.text).toMatch(
      isApproved ? /^Đồng chí Lê Văn Hải đã duyệt báo cáo/ : /^Đồng chí Trần Thị Út đã trả lại báo cáo/,
    );
    const told = (await office.heard(CONTACT)).filter(({ text }) => /đã duyệt|trả lại/.test(text));
    expect(told).toHaveLength(1);
  });

  it('is settled once by two people in two processes, too', async () => {
    await appointHead(office, CONTACT_UNIT, { code: DEPUTY, name: 'Trần Thị Út', deputy: true });
    await report();
    const approve = (await last(HEAD))?.buttons[0]?.data ?? '';
    const other = office.otherProcess();
    await other([says(DEPUTY, 'trả lại')]);
    await Promise.all([office.receive([taps(HEAD, approve)]), other([says(DEPUTY, 'thiếu ấp 3')])]);
    const [settled, ...more] = await standing();
    expect(more).toEqual([]);
    const loser = await last(settled?.['by'] === HEAD ? DEPUTY : HEAD);
    expect(loser?.text).toMatch(/^Đồng chí (?:Lê Văn Hải|Trần Thị Út) đã (?:duyệt|trả lại) báo cáo/);
    expect(await office.rows(`select 1 from audit where action = 'settle-sign-off'`)).toHaveLength(1);
  });

  it('goes on after a restart', async () => {
    await report();
    await office.otherProcess()([says(HEAD, 'trả lại')]);
    await office.otherProcess()([says(HEAD, 'kn phải là 3')]);
    await office.otherProcess()([says(CONTACT, 'kn 3')]);
    await office.otherProcess()([says(CONTACT, 'gửi')]);
    await office.otherProcess()([says(HEAD, 'duyệt')]);
    expect(await standing()).toMatchObject([
      { outcome: 'returned', reason: 'kn phải là 3' },
      { revision: 2, outcome: 'approved' },
    ]);
  });

  it('says that the time was over first', async () => {
    await report();
    await office.rows(`insert into sign_off (revision_id, outcome, settled_at)
      select id, 'timed-out', '2017-08-24T09:00:00+07:00' from report_revision where needs_sign_off`);
    const [said] = await office.taps(HEAD, 'Duyệt');
    expect(said?.text).toContain('đã hết thời gian chờ duyệt');
  });

  it('answers a second tap with what was decided', async () => {
    await report();
    const [approve, giveBack] = (await last(HEAD))?.buttons ?? [];
    await office.tapsToken(HEAD, approve?.data ?? '');
    for (const token of [approve?.data ?? '', giveBack?.data ?? '']) {
      const [said] = await office.tapsToken(HEAD, token);
      expect(said?.text).toContain('Đồng chí Lê Văn Hải đã duyệt báo cáo xã Bình Minh');
    }
    expect(await standing()).toMatchObject([{ outcome: 'approved' }]);
  });

  it('is returned after the lock with the way to have it opened again', async () => {
    await report();
    await office.clock('2017-08-30T09:00:00+07:00');
    await office.says(HEAD, 'trả lại: kn phải là 3');
    const returned = await last(CONTACT);
    expect(returned?.text).toContain('Báo cáo đã khóa sổ thứ Ba 29/8, 16:00.');
    const [why] = await office.taps(CONTACT, 'Xin mở lại');
    expect(why?.text).toContain('lý do xin mở lại báo cáo xã Bình Minh');
  });

  it('is signed off by nobody else', async () => {
    await report();
    const token = (await last(HEAD))?.buttons[0]?.data ?? '';
    for (const person of [OF_DISTRICT, COORDINATOR, CONTACT]) {
      await office.tapsToken(person, token);
      await office.says(person, 'duyệt');
      await office.says(person, 'trả lại: sai');
    }
    expect(await standing()).toMatchObject([{ outcome: null }]);
  });

  it('needs it too when a coordinator enters it; a return is told both', async () => {
    await office.says(COORDINATOR, 'nhập thay bình minh: hg 5/6, kn 1 (chị Mai báo)');
    await office.says(COORDINATOR, 'gửi');
    const [receipt] = await office.says(COORDINATOR, 'gửi thiếu');
    expect(receipt?.text).toContain('Đang chờ đồng chí Lê Văn Hải duyệt.');
    expect((await last(CONTACT))?.text).toContain('Đang chờ đồng chí Lê Văn Hải duyệt.');
    expect((await last(HEAD))?.text).toContain('Cán bộ tổng hợp nhập thay; người báo: «chị Mai báo».');
    await office.says(HEAD, 'không duyệt: kn phải là 3');
    expect((await last(CONTACT))?.text).toContain('trả lại báo cáo xã Bình Minh');
    const [hint] = await office.taps(COORDINATOR, 'Sửa');
    expect(hint?.text).toContain('Đồng chí nhắn mục cần sửa');
    await office.says(COORDINATOR, 'kn 3 (chị Mai báo)');
    await office.taps(COORDINATOR, 'Gửi');
    expect(await standing()).toMatchObject([
      { outcome: 'returned' },
      { revision: 2, needs: true, outcome: null },
    ]);
  });

  it('is not asked about while it is practised', async () => {
    await office.says(CONTACT, 'tập');
    await office.says(CONTACT, 'hg 5/6');
    await office.taps(CONTACT, 'Gửi');
    await office.taps(CONTACT, 'Gửi thiếu');
    expect(await office.heard(HEAD)).toEqual([]);
  });

  it('waits for the morning, and what is replaced by then is never shown', async () => {
    await office.clock('2017-08-24T20:00:00+07:00');
    await report();
    await correct('kn 3');
    expect(await office.heard(HEAD)).toEqual([]);
    await office.tick('2017-08-25T07:30:00+07:00');
    const [request, ...more] = (await office.heard(HEAD)).filter(({ text }) => text.includes('trình duyệt'));
    expect(request?.text).toContain('• Đơn khiếu nại mới: 3');
    expect(request?.text.match(/trình duyệt/g)).toHaveLength(1);
    expect(more).toEqual([]);
  });

  it('is shown before words that came too early settle it', async () => {
    await office.clock('2017-08-24T20:00:00+07:00');
    await report();
    const [request] = await office.says(HEAD, 'duyệt');
    expect(request?.text).toContain('• Hòa giải ở cơ sở: 5/6');
    expect(await standing()).toMatchObject([{ outcome: null }]);
    await office.says(HEAD, 'duyệt');
    expect(await standing()).toMatchObject([{ outcome: 'approved' }]);
    await office.tick('2017-08-25T07:30:00+07:00');
    expect((await office.heard(HEAD)).filter(({ text }) => text.includes('trình duyệt'))).toHaveLength(1);
  });
});

describe('a head who is in no chat yet', () => {
  it('is asked when they join, and the contact is told meanwhile', async () => {
    await appointHead(office, CONTACT_UNIT, { linked: false });
    const [receipt] = await report();
    expect(receipt?.text).toContain(
      'Người duyệt chưa kết nối nên chưa nhận được, đồng chí báo trực tiếp giúp.',
    );
    expect(await standing()).toMatchObject([{ needs: true, outcome: null }]);
    await linkHead(office);
    await office.tick('2017-08-24T09:05:00+07:00');
    expect((await last(HEAD))?.text).toContain('trình duyệt báo cáo xã Bình Minh');
    await office.says(HEAD, 'nhất trí');
    expect(await standing()).toMatchObject([{ outcome: 'approved' }]);
  });
});

describe('a head on a channel without buttons', () => {
  it('answers in words, or by the numbers of what was shown', async () => {
    await appointHead(office, CONTACT_UNIT, { linked: false });
    await office.rows(`insert into chat (channel, external_id, person_id, state)
      select 'zalo-bot', 'zalo of head', id, 'linked' from person where code = '${HEAD}'`);
    const zalo = async (text: string) => {
      const { key, sentAt } = says(HEAD, '');
      const chat = { channel: 'zalo-bot', externalId: 'zalo of head' } as const;
      await office.receive([{ kind: 'text', key, sentAt, chat, text }]);
      return (await last('zalo of head'))?.text ?? '';
    };
    await report();
    expect((await last('zalo of head'))?.text).toContain('gõ “trả lại: lý do”');
    expect(await zalo('/duyet')).toMatch(/1\. Duyệt\n2\. Trả lại$/);
    expect(await zalo('2')).toContain('cần sửa gì');
    await zalo('kn phải là 3');
    await correct('kn 3');
    expect(await zalo('duyet')).toContain('Đã duyệt báo cáo xã Bình Minh');
    expect(await standing()).toMatchObject([
      { outcome: 'returned', reason: 'kn phải là 3' },
      { revision: 2, outcome: 'approved' },
    ]);
  });
});

describe('no sign-off', () => {
  it('is asked for where the unit has no head', async () => {
    const [receipt] = await report();
    expect(receipt?.text).toContain('Đã nhận báo cáo xã Bình Minh');
    expect(await standing()).toMatchObject([{ needs: false }]);
  });

  it('is asked for where the head reports', async () => {
    await appointHead(office, CONTACT_UNIT);
    await office.rows(`
      insert into holder (post_id, person_id, deputy, held_from)
      select post.id, person.id, true, '2017-01-01' from post, person
      where post.code = 'head-${CONTACT_UNIT}' and person.code = '${CONTACT}'`);
    await report();
    expect(await standing()).toMatchObject([{ needs: false }]);
    expect(await office.heard(HEAD)).toEqual([]);
  });

  it('is asked for where the form does not say so', async () => {
    await appointHead(office, 'tan-thuan');
    await office.rows(
      `update period p set form_version_id = (select min(id) from form_version) where p.code = '2017-W34'`,
    );
    await office.says('danh-thi-my-linh', 'không phát sinh');
    await office.says('danh-thi-my-linh', 'đúng không phát sinh');
    await office.says('danh-thi-my-linh', 'gửi');
    expect(await standing()).toMatchObject([{ needs: false }]);
  });
});
