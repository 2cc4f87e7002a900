import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choiceToken, VERBS, type Verb } from '../../src/core/conversation/choices.ts';
import type { Command } from '../../src/core/conversation/commands.ts';
import { DETAIL_VERBS } from '../../src/core/conversation/digests/place.ts';
import type { DetailWish } from '../../src/core/conversation/digests/words.ts';
import type { WordWish } from '../../src/core/conversation/coordination/word-wishes.ts';
import type { DraftWish } from '../../src/core/digest/draft.ts';
import type { WishChange } from '../../src/core/digest/wishes.ts';
import type { ExplanationWish } from '../../src/core/explanations/words.ts';
import type { InviteWish } from '../../src/core/invites/words.ts';
import type { PersonalWish } from '../../src/core/personal/words.ts';
import type { UnitWish } from '../../src/core/conversation/requests/unit-wishes.ts';
import { liveKey } from '../../src/core/digest/digest-key.ts';
import { bodyId, obligationId, periodId } from '../../src/core/ids.ts';
import { tuan } from '../support/forms.ts';
import { openOffice, says, taps, type Office } from '../support/office.ts';
import { twoDistricts, WHO, type Who } from '../support/two-districts.ts';

/**
 * Who gets what about xã Một, by everything that can be typed or tapped. A command or button that stands in no table here does
 * not compile.
 *
 * `N` the answer names the unit · `P` it holds what the party body alone is told, `S` what the state body alone is told ·
 * `!` something of the unit changes · `-` nothing of it. That a unit exists is no secret: a refusal may name it.
 */
type Wish =
  | WishChange['kind']
  | DraftWish['kind']
  | DetailWish['kind']
  | PersonalWish['kind']
  | InviteWish['kind']
  | Command['kind']
  | UnitWish['kind']
  | WordWish['kind']
  | ExplanationWish['kind'];

const TYPED: Readonly<Record<Wish, string>> = {
  start: '/start',
  help: '/huongdan',
  status: '/trangthai',
  history: '/lichsu',
  digest: '/tonghop',
  'digest-file': '/word',
  report: '/xem mot',
  burden: '/ganhnang',
  'reminders-needed': '/nhacmaylan',
  calendar: '/lich',
  calendarnew: 'đổi liên kết lịch',
  list: '/tudien',
  accept: 'nhận từ hgxc của mot',
  withdraw: 'bỏ từ hgxc của mot',
  decline: 'không nhận từ hgxc của mot',
  requests: '/denghi',
  'keep-locked': 'không mở mot: đã chốt',
  open: 'mở mot đến thứ 6: mất điện',
  exempt: 'miễn mot: bão số 10',
  'withdraw-exemption': 'bỏ miễn mot',
  enter: '/nhapthay mot hg 1/2',
  'explain-ask': 'giải trình hòa giải mot',
  'explain-answer': 'giải trình: một vụ hẹn tuần sau',
  owing: 'ai chưa báo cáo',
  units: 'chi tiết xã',
  detail: 'chi tiết xã Một',
  fields: 'chỉ tiêu',
  'remind-now': 'nhắc ngay',
  'next-page': 'tiếp',
  'page-back': 'quay lại',
  'digest-now': 'gửi ngay',
  'digest-later': 'hoãn',
  'digest-remark': 'lời dẫn: tuần có bão',
  invite: '/moi contact',
  'revoke-invite': '/huymoi contact',
  'my-data': 'dữ liệu của tôi',
  'export-data': 'xuất dữ liệu của tôi',
  'correct-data': 'sửa số điện thoại của tôi thành 0912 345 678',
  'my-channels': '/kenh',
  'prefer-channel': 'ưu tiên Telegram',
  'withdraw-consent': 'rút đồng ý',
  'erase-data': 'xóa dữ liệu của tôi',
  'wishes-show': 'nhận tổng hợp',
  'wishes-unclear': 'nhận tổng hợp bằng thư',
  'wishes-change': 'nhận tổng hợp khi cần',
  'wishes-kind': 'không nhận tổng hợp tuần',
  practice: 'tập',
  practiceend: 'thôi tập',
  cancel: '/bo',
  leave: '/roi',
};

/** In this order, because a decision stands for those after it. */
const OUTCOMES = `
                   contact contact2 head head2 superior party state coord coord2 operator former left stranger
start              -       -        -    -     -        -     -     -     -      -        -      -    -
help               -       -        -    -     -        -     -     -     -      -        -      -    -
status             N       -        N    -     -        -     -     -     -      -        -      -    -
history            N       -        -    -     -        -     -     -     -      -        -      -    -
digest             -       -        -    -     NPS      NP    NS    NPS   -      -        -      -    -
digest-file        -       -        -    -     -        -     -     -     -      -        -      -    -
report             -       -        NPS  N     NPS      NP    NS    NPS   N      -        -      -    -
burden             -       -        -    -     -        -     -     N     -      -        -      -    -
reminders-needed   -       -        -    -     -        -     -     N     -      -        -      -    -
calendar           -       -        -    -     -        -     -     -     -      -        -      -    -
calendarnew        -       -        -    -     -        -     -     -     -      -        -      -    -
list               -       -        -    -     -        -     -     N     -      -        -      -    -
accept             -       -        -    -     -        -     -     N!    -      -        -      -    -
withdraw           -       -        -    -     -        -     -     N!    -      -        -      -    -
decline            -       -        -    -     -        -     -     N     -      -        -      -    -
requests           -       -        -    -     -        -     -     N     -      -        -      -    -
keep-locked        -       -        -    -     -        -     -     N!    -      -        -      -    -
open               N       -        -    -     -        -     -     N!    -      -        -      -    -
exempt             -       -        -    -     -        -     -     N     -      -        -      -    -
withdraw-exemption -       -        -    -     -        -     -     N     -      -        -      -    -
enter              -       -        -    -     -        -     -     N!    -      -        -      -    -
explain-ask        -       -        N!   -     N!       N!    N!    N!    -      -        -      -    -
explain-answer     !       -        -    -     -        -     -     -     -      -        -      -    -
owing              N!      -        -    -     N        N     N     N     -      -        -      -    -
units              N!      -        -    -     N        N     N     N     -      -        -      -    -
detail             N!      -        -    -     NP       NP    NS    NP    -      -        -      -    -
fields             N       -        -    -     -        -     -     -     -      -        -      -    -
remind-now         N!      -        -    -     -        N     N     N     -      -        -      -    -
next-page          N!      -        -    -     -        -     -     -     -      -        -      -    -
page-back          N!      -        -    -     -        -     -     -     -      -        -      -    -
digest-now         N!       -        -    -     -        -     -     -     -      -        -      -    -
digest-later       N!       -        -    -     -        -     -     -     -      -        -      -    -
digest-remark      N!       -        -    -     -        -     -     -     -      -        -      -    -
invite             -       -        -    -     -        -     -     N!    -      -        -      -    -
revoke-invite      -       -        -    -     -        -     -     N!    -      -        -      -    -
my-data            N       -        N    -     -        -     -     -     -      -        -      -    -
export-data        N       -        N    -     -        -     -     -     -      -        -      -    -
correct-data       -       -        -    -     -        -     -     -     -      -        -      -    -
my-channels        -       -        -    -     -        -     -     -     -      -        -      -    -
prefer-channel     -       -        -    -     -        -     -     -     -      -        -      -    -
withdraw-consent   -       -        -    -     -        -     -     -     -      -        -      -    -
erase-data         -       -        -    -     -        -     -     -     -      -        -      -    -
wishes-show        N!      -        -    -     -        -     -     -     -      -        -      -    -
wishes-unclear     N!      -        -    -     -        -     -     -     -      -        -      -    -
wishes-change      N!      -        -    -     -        -     -     -     -      -        -      -    -
wishes-kind        N!      -        -    -     -        -     -     -     -      -        -      -    -
practice           N       -        -    -     -        -     -     -     -      -        -      -    -
practiceend        -       -        -    -     -        -     -     -     -      -        -      -    -
cancel             N       -        -    -     -        -     -     -     -      -        -      -    -
leave              -       -        -    -     -        -     -     -     -      -        -      -    -`;

const PARTY_WORDS = 'thiếu loa ở ấp';
const STATE_WORDS = 'sửa cầu Kênh Ba';

/** `alone`: the button says or does something of the unit whatever is open; else it answers a question that must be open. */
type Tap = { readonly by: readonly Who[]; readonly alone: boolean };

const alone = (...by: readonly Who[]): Tap => ({ by, alone: true });
const answer = (...by: readonly Who[]): Tap => ({ by, alone: false });

/** Who can do something about the unit by a tap. To all others the button is a stale one, as if there were no such report. */
const TAPPED: Readonly<Record<Verb, Tap>> = {
  pick: alone('contact', 'coord'),
  send: alone('contact', 'coord'),
  edit: answer('contact', 'coord'),
  cancel: alone('contact', 'coord'),
  drop: alone('contact', 'coord'),
  keep: alone('contact', 'coord'),
  nil: alone('contact', 'coord'),
  nilyes: answer('contact', 'coord'),
  nilno: answer('contact', 'coord'),
  nilrest: answer('contact', 'coord'),
  guide: alone('contact', 'coord'),
  skip: alone('contact', 'coord'),
  back: alone('contact', 'coord'),
  review: alone('contact', 'coord'),
  same: answer('contact', 'coord'),
  answer: answer('contact', 'coord'),
  usual: answer('contact', 'coord'),
  unusual: answer('contact', 'coord'),
  gapnil: alone('contact', 'coord'),
  gapfill: alone('contact', 'coord'),
  gapsend: alone('contact', 'coord'),
  files: answer('contact', 'coord'),
  dropfile: answer('contact', 'coord'),
  dropfiles: answer('contact', 'coord'),
  leaveout: answer('contact', 'coord'),
  keepin: answer('contact', 'coord'),
  noinformant: answer('coord'),
  latecause: answer('contact'),
  snooze: alone('contact', 'coord'),
  snoozeuntil: alone('contact', 'coord'),
  hamletsum: answer('contact', 'coord'),
  hamletof: answer('contact', 'coord'),
  hamletask: answer('contact', 'coord'),
  reopen: alone('contact'),
  reopensee: alone('coord'),
  reopengrant: alone('coord'),
  reopenrefuse: alone('coord'),
  noreason: answer('coord'),
  exempt: answer('coord'),
  exemptpick: answer('coord'),
  exemptdrop: answer('coord'),
  wordaccept: alone('coord'),
  worddecline: alone('coord'),
  wordwithdraw: alone('coord'),
  signapprove: alone('head'),
  signreturn: alone('head'),
  signnoreason: alone('head'),
  signsee: alone('head'),
  // About a digest, of which none waits here.
  digestnow: answer('coord'),
  digestremark: answer('coord'),
  digestlater: answer('coord'),
  // What the file holds is made when it is sent: test/digest-files.
  fileword: answer(),
  fileexcel: answer(),
  filepicture: answer(),
  filetemplate: answer(),
  // About the digests of both bodies, week by week.
  digest: alone('superior', 'party', 'state', 'coord'),
  digestowing: alone('superior', 'party', 'state', 'coord'),
  digestunits: alone('superior', 'party', 'state', 'coord'),
  digestunit: alone('superior', 'party', 'state', 'coord'),
  digestfigures: alone('superior', 'party', 'state', 'coord'),
  // It names no unit.
  digestfields: answer('superior', 'party', 'state', 'coord'),
  digestfield: alone('superior', 'party', 'state', 'coord'),
  digestexplain: alone('head', 'superior', 'party', 'state', 'coord'),
  digestremind: alone('party', 'state', 'coord'),
  digestremindsure: alone('party', 'state', 'coord'),
  // Answered above.
  explain: answer('contact'),
  practice: alone('contact'),
  // About the person, not the unit.
  practiceend: answer(),
  agree: answer(),
  refuse: answer(),
  leave: answer(),
  stay: answer(),
  withdraw: answer(),
  erase: answer(),
  erasesure: answer(),
  prefer: answer(),
  standin: answer(),
  standagree: answer(),
  standdecline: answer(),
  calendarnew: answer(),
};

let office: Office;
/** Week 34, which is locked, signed off by nobody and asked to be opened again, and week 35, which is open. */
let owed: readonly number[];
/** The digests of both bodies about these weeks. */
let digests: readonly string[];
/** Its number. */
let unit: number;

beforeAll(async () => {
  office = await openOffice(undefined, twoDistricts());
  await office.says('contact', `hg 5/6. Khó khăn: ${PARTY_WORDS}. Kiến nghị: ${STATE_WORDS}.`);
  await office.taps('contact', 'Gửi');
  await office.taps('contact', 'Gửi thiếu');
  await office.tick('2017-08-30T09:00:00+07:00');
  await office.says('contact', 'xin mở lại tuần 34');
  await office.says('contact', 'ghi sót một vụ');
  await office.says('left', '/roi');
  await office.tapsToken('left', 'leave');
  await office.rows(`insert into unit_alias (unit_id, form_id, words, field, state, proposed_at)
    select u.id, f.id, 'hgxc', 'mediation', 'proposed', now() from unit u, form f where u.code = 'mot'`);
  const rows = await office.rows(
    `select o.id from obligation o join unit u on u.id = o.unit_id where u.code = 'mot' order by o.id`,
  );
  owed = rows.map(({ id }) => Number(id));
  const told = await office.rows(`
    select o.period_id as period, b.id as body, u.id as unit from obligation o join unit u on u.id = o.unit_id, body b
    where u.code = 'mot' and b.code in ('dang', 'ubnd') order by o.id, b.id`);
  unit = Number(told[0]?.['unit']);
  digests = told.map(({ period, body }) => liveKey(periodId(Number(period)), bodyId(Number(body))));
}, 60_000);

afterAll(() => office.close());

/** Buttons about both weeks, those into digests of both bodies: on page 1, about the unit, asked in the clock's minute. */
function tokensFor(verb: Verb): readonly string[] {
  const mediation = tuan.fields.findIndex(({ code }) => code === 'mediation');
  const minute = Math.floor(Date.parse('2017-08-30T09:00:00+07:00') / 60_000);
  const behind: Readonly<Partial<Record<Verb, readonly number[]>>> = {
    digestunits: [1, 0],
    digestfield: [1, mediation],
    digestremindsure: [minute],
  };
  if (DETAIL_VERBS.has(verb)) {
    return digests.map((key) => choiceToken(verb, null, [key, ...(behind[verb] ?? [1, unit])].join('-')));
  }
  const arg = verb === 'digestexplain' ? `${mediation}-1` : verb.startsWith('word') ? '1-p' : '';
  return owed.map((one) => choiceToken(verb, obligationId(one), arg));
}

/** All that is stored about the unit. */
async function stored(): Promise<string> {
  const rows = await office.rows(`
    with owed as (select o.* from obligation o join unit u on u.id = o.unit_id where u.code = 'mot'),
      revision as (
        select v.* from report r join owed on owed.id = r.obligation_id join report_revision v on v.report_id = r.id
      )
    select 'owed' as kind, to_jsonb(owed) as row from owed
    union all select 'revision', to_jsonb(revision) from revision
    union all select 'draft', to_jsonb(d) from draft d join owed on owed.id = d.obligation_id
    union all select 'sign-off', to_jsonb(s) from sign_off s join revision on revision.id = s.revision_id
    union all select 'reopening', to_jsonb(q) from reopening q join owed on owed.id = q.obligation_id
    union all select 'late', to_jsonb(l) from late_notice l join owed on owed.id = l.obligation_id
    union all select 'explanation', to_jsonb(e) from explanation e join owed on owed.id = e.obligation_id
    union all select 'invite', to_jsonb(i) from invite i join person p on p.id = i.person_id where p.code = 'contact'
    union all select 'nudge', to_jsonb(n) from nudge n join owed on owed.id = n.obligation_id
    union all select 'word', to_jsonb(a) from unit_alias a join unit u on u.id = a.unit_id where u.code = 'mot'
    order by 1, 2`);
  return JSON.stringify(rows);
}

/** What each of the people gets by the same act, done by all of them at once; a change is everybody's. */
async function outcomes(
  people: readonly Who[],
  act: (who: Who) => ReturnType<typeof says>,
): Promise<ReadonlyMap<Who, string>> {
  // What was asked before is nobody's open question any more.
  await office.rows('delete from conversation');
  const before = await stored();
  const [last] = await office.rows('select coalesce(max(id), 0) as id from delivery');
  await office.receive(people.map(act));
  const answers = await office.rows(`
    select c.external_id as who, d.message::text as said from delivery d join chat c on c.id = d.chat_id
    where d.id > ${String(last?.['id'])} and d.urgency = 1`);
  const change = (await stored()) === before ? '' : '!';
  return new Map(
    people.map((who) => {
      const said = answers.flatMap((row) => (row['who'] === who ? [String(row['said'])] : [])).join('\n');
      const marks = [
        /xã một/i.test(said) ? 'N' : '',
        said.includes(PARTY_WORDS) ? 'P' : '',
        said.includes(STATE_WORDS) ? 'S' : '',
        change,
      ].join('');
      return [who, marks === '' ? '-' : marks];
    }),
  );
}

describe('what is typed', () => {
  const lines = OUTCOMES.trim().split('\n');
  const [columns = [], ...rows] = lines.map((line) => line.trim().split(/ +/));

  it('has a row for each wish and a column for everybody', () => {
    expect(rows.map(([wish]) => wish)).toEqual(Object.keys(TYPED));
    expect(columns).toEqual(WHO);
  });

  it.each(rows)('%s', async (wish, ...expected) => {
    const words = Object.entries(TYPED).find(([kind]) => kind === wish)?.[1] ?? '';
    const changing = WHO.filter((_who, index) => expected[index]?.includes('!'));
    const others = WHO.filter((who) => !changing.includes(who));
    const found = new Map(await outcomes(others, (who) => says(who, words)));
    for (const who of changing) {
      // One after the other: each change is this person's.
      const [said] = await outcomes([who], () => says(who, words));
      if (said) found.set(...said);
    }
    expect(WHO.map((who) => `${who} ${found.get(who)}`)).toEqual(
      WHO.map((who, index) => `${who} ${expected[index]}`),
    );
  });
});

describe('what is tapped', () => {
  it.each(VERBS)('%s', async (verb) => {
    const { by, alone: isAlone } = TAPPED[verb];
    const tokens = tokensFor(verb);
    const others = WHO.filter((who) => !by.includes(who));
    for (const token of tokens) {
      const found = await outcomes(others, (who) => taps(who, token));
      expect([...found].filter(([, marks]) => marks !== '-')).toEqual([]);
    }
    if (!isAlone) return;
    for (const who of by) {
      const said: string[] = [];
      for (const token of tokens) said.push(...(await outcomes([who], () => taps(who, token))).values());
      expect(`${who} ${said.some((marks) => marks !== '-')}`).toBe(`${who} true`);
    }
  });
});
