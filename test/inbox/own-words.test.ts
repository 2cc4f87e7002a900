import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTACT, openOffice, OTHER_CONTACT, says, taps, type Office } from '../support/office.ts';

const COORDINATOR = 'ngo-thi-cam-tu';
const SECOND = 'bui-thi-thanh-truc';
const MONDAYS = ['2017-08-21', '2017-08-28', '2017-09-04'] as const;

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const last = async (person: string) => (await office.heard(person)).at(-1);

/** Words: what each is written as, and what it turns out to be. */
async function correctThreeReports(written = 'hgxc 5/6, kn 1', meant = 'hòa giải 5/6'): Promise<void> {
  for (const monday of MONDAYS) {
    await office.tick(`${monday}T08:00:00+07:00`);
    await office.says(CONTACT, `tuần này ${written}`);
    await office.says(CONTACT, meant);
    await office.taps(CONTACT, 'Gửi');
    await office.taps(CONTACT, 'Gửi thiếu');
  }
}

/** The coordinators' share of unasked messages is not used up by reminders in these tests. */
async function propose(): Promise<void> {
  await correctThreeReports();
  await office.tick('2017-09-11T08:00:00+07:00');
}

async function secondCoordinator(): Promise<void> {
  await office.rows(`
    with made as (
      insert into post (code, title, role, body_id)
      select 'tong-hop-2', 'Chuyên viên tổng hợp', 'coordinator', body_id from post where role = 'coordinator' limit 1
      returning id
    )
    insert into holder (post_id, person_id, held_from)
    select made.id, person.id, '2017-01-01' from made, person where person.code = '${SECOND}'`);
  await office.rows(`insert into chat (channel, external_id, person_id, state)
    select 'demo', code, id, 'linked' from person where code = '${SECOND}' on conflict do nothing`);
}

const words = () => office.rows('select words, field, state from unit_alias order by id');

describe('words that a unit used for a field in three reports', () => {
  it('are proposed once, accepted, and understood from then on, in this unit alone', async () => {
    await correctThreeReports();
    expect(await words()).toEqual([]);
    await office.tick('2017-09-11T08:00:00+07:00');
    await office.tick('2017-09-11T08:01:00+07:00');
    const proposals = (await office.heard(COORDINATOR)).filter(({ text }) => text.includes('hgxc'));
    expect(proposals).toHaveLength(1);
    expect(proposals[0]?.text).toContain(
      'Xã Bình Minh đã ghi “hgxc” trong 3 báo cáo, hỏi lại đều là mục Hòa giải ở cơ sở',
    );
    expect(proposals[0]?.buttons.map(({ text }) => text)).toEqual(['Nhận', 'Không nhận']);

    const [accepted] = await office.taps(COORDINATOR, 'Nhận');
    expect(accepted?.text).toContain('Đã nhận: từ nay “hgxc” của xã Bình Minh được hiểu là Hòa giải ở cơ sở');
    expect(await words()).toEqual([{ words: 'hgxc', field: 'mediation', state: 'accepted' }]);

    const [preview] = await office.says(CONTACT, 'hgxc 7/8, kn 2');
    expect(preview?.text).toContain('Hòa giải ở cơ sở: 7/8 vụ (87,5 %) ← «hgxc 7/8»');
    expect(preview?.text).not.toContain('Chưa hiểu');
    const [elsewhere] = await office.says(OTHER_CONTACT, 'tuần này hgxc 7/8, kn 2');
    expect(elsewhere?.text).toContain('hgxc 7/8');
    expect(elsewhere?.text).not.toContain('Hòa giải ở cơ sở: 7/8');
    expect(
      await office.rows(`select action, detail from audit where action like '%own-word' order by id`),
    ).toEqual([
      { action: 'propose-own-word', detail: {} },
      { action: 'decide-own-word', detail: { outcome: 'accepted' } },
    ]);
  });

  it('are understood where a coordinator enters for the unit, and asked about again once withdrawn', async () => {
    await propose();
    await office.says(COORDINATOR, 'nhận từ hgxc của binh-minh');
    const [entered] = await office.says(COORDINATOR, '/nhapthay binh-minh hgxc 7/8, kn 2 (chị Mai báo)');
    expect(entered?.text).toContain('Hòa giải ở cơ sở: 7/8');

    const [list] = await office.says(COORDINATOR, '/tudien');
    expect(list?.text).toMatch(/Xã Bình Minh: hgxc là Hòa giải ở cơ sở \(nhận: đ\/c Ngô Thị Cẩm Tú, /);
    const [withdrawn] = await office.says(COORDINATOR, 'bỏ từ hgxc của xã Bình Minh');
    expect(withdrawn?.text).toContain('Đã bỏ từ “hgxc” của xã Bình Minh');
    const [asked] = await office.says(CONTACT, 'hgxc 9/9, kn 3');
    expect(asked?.text).not.toContain('Hòa giải ở cơ sở: 9/9');
    const [none] = await office.says(COORDINATOR, 'từ riêng');
    expect(none?.text).toBe('Chưa có từ riêng nào của đơn vị.');
  });

  it('are not proposed again once declined, and a change of mind is asked for by name', async () => {
    await propose();
    const [declined] = await office.taps(COORDINATOR, 'Không nhận');
    expect(declined?.text).toContain('không nhận từ “hgxc” của xã Bình Minh');
    const said = (await office.heard(COORDINATOR)).length;
    await office.says(CONTACT, 'hgxc 7/8, kn 2');
    await office.says(CONTACT, 'hòa giải 7/8');
    await office.tick('2017-09-12T09:00:00+07:00');
    expect((await office.heard(COORDINATOR)).slice(said).filter(({ text }) => text.includes('hgxc'))).toEqual(
      [],
    );

    const [told] = await office.taps(COORDINATOR, 'Nhận');
    expect(told?.text).toContain('Đồng chí Ngô Thị Cẩm Tú đã trả lời không nhận từ “hgxc” của xã Bình Minh');
    await office.taps(COORDINATOR, 'Nhận từ hgxc của xã Bình Minh');
    expect(await words()).toMatchObject([{ state: 'accepted' }]);
  });

  it('are refused when what people wrote of late would be read otherwise', async () => {
    await propose();
    await office.says(OTHER_CONTACT, 'tcd 4 kn 2 hgxc');
    await office.says(OTHER_CONTACT, 'kn 3 hgxc 2 tcd');
    const [refused] = await office.taps(COORDINATOR, 'Nhận');
    expect(refused?.text).toContain('Chưa nhận được từ “hgxc” của xã Bình Minh, chưa có gì thay đổi');
    expect(refused?.text).toMatch(/\d tin bị hiểu khác đi/);
    expect(await words()).toMatchObject([{ state: 'proposed' }]);
    const [preview] = await office.says(CONTACT, 'hgxc 7/8, kn 2');
    expect(preview?.text).not.toContain('Hòa giải ở cơ sở: 7/8');
  });

  it('are decided once by two coordinators at the same time; the other is told', async () => {
    await secondCoordinator();
    await propose();
    const accept = (await last(COORDINATOR))?.buttons[0]?.data ?? '';
    expect((await last(SECOND))?.buttons.map(({ data }) => data)).toContain(accept);
    await Promise.all([
      office.receive([taps(COORDINATOR, accept)]),
      office.receive([says(SECOND, 'không nhận từ hgxc của binh-minh')]),
    ]);
    const decisions = await office.rows(`select 1 from audit where action = 'decide-own-word'`);
    expect(decisions).toHaveLength(1);
    const answers = [(await last(COORDINATOR))?.text ?? '', (await last(SECOND))?.text ?? ''];
    expect(
      answers.filter((text) => /^Đồng chí .* đã (?:nhận|trả lời không nhận) từ “hgxc”/.test(text)),
    ).toHaveLength(1);
  });

  it('are nobody’s to decide but a coordinator’s', async () => {
    await propose();
    const accept = (await last(COORDINATOR))?.buttons[0]?.data ?? '';
    const [tapped] = await office.tapsToken(CONTACT, accept);
    expect(tapped?.text).toBe((await office.says(CONTACT, '/tudien'))[0]?.text);
    await office.says(CONTACT, 'nhận từ hgxc của binh-minh');
    expect(await words()).toMatchObject([{ state: 'proposed' }]);
  });
});

describe('words that mean something already', () => {
  it('are not proposed, however often they were corrected', async () => {
    await office.rows(`
      insert into alias_evidence (unit_id, form_id, obligation_id, words, field, noted_at)
      select o.unit_id, p.form_id, o.id, said.words, 'mediation', now()
      from obligation o join period p on p.id = o.period_id join unit u on u.id = o.unit_id,
        (values ('tap'), ('kn'), ('hgxc')) as said (words)
      where u.code = 'binh-minh'`);
    await office.tick('2017-08-21T09:00:00+07:00');
    await office.tick('2017-08-21T09:01:00+07:00');
    expect(await words()).toEqual([{ words: 'hgxc', field: 'mediation', state: 'proposed' }]);
  });
});
