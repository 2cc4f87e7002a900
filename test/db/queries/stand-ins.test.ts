import { eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUILT_IN_HOLIDAYS } from '../../../src/core/calendar/built-in-holidays.ts';
import type { Effect } from '../../../src/core/effects.ts';
import { absenceId } from '../../../src/core/ids.ts';
import { checkImport } from '../../../src/core/organization/check.ts';
import type { StatedOrganization } from '../../../src/core/organization/organization-file.ts';
import { loadEarliestSince } from '../../../src/db/queries/holders.ts';
import { loadOrganization, saveOrganization } from '../../../src/db/queries/organization.ts';
import { chat } from '../../../src/db/schema/chat.ts';
import { person } from '../../../src/db/schema/organization.ts';
import { applyEffects } from '../../../src/effects/apply.ts';
import { CONTACT, openOffice, ZONE, type Office } from '../../support/office.ts';

const COLLEAGUE = 'danh-thi-my-linh';
const TODAY = '2017-08-22';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

async function ofPerson(code: string) {
  const [row] = await office.db
    .select({ person: person.id, chat: chat.id })
    .from(person)
    .innerJoin(chat, eq(chat.personId, person.id))
    .where(eq(person.code, code));
  if (!row) throw new Error(`${code} has no chat`);
  return row;
}

async function does(code: string, effect: Effect): Promise<void> {
  const from = await ofPerson(code);
  const at = Temporal.Instant.from(`${TODAY}T09:00:00+07:00`);
  const scene = { at, realNow: at, channel: 'demo', ...from } as const;
  await office.db.transaction((tx) =>
    applyEffects(tx, [{ scene, effect }], { zone: ZONE, holidays: BUILT_IN_HOLIDAYS }),
  );
}

async function isAway(from: string, until: string): Promise<void> {
  const { person: named } = await ofPerson(COLLEAGUE);
  await does(CONTACT, {
    kind: 'note-absence',
    from: Temporal.PlainDate.from(from),
    until: Temporal.PlainDate.from(until),
    standInName: 'đ/c Linh',
    standIn: named,
  });
}

async function answers(kind: 'agree-stand-in' | 'decline-stand-in', by = COLLEAGUE): Promise<void> {
  const [latest] = await office.rows('select max(id) as id from absence');
  await does(by, { kind, absence: absenceId(Number(latest?.['id'])) });
}

async function imports(stated: StatedOrganization): Promise<void> {
  const at = Temporal.Instant.from(`${TODAY}T10:00:00+07:00`);
  const today = Temporal.PlainDate.from(TODAY);
  await office.db.transaction(async (tx) => {
    const check = checkImport(await loadOrganization(tx), stated, today, await loadEarliestSince(tx));
    if (!check.ok) throw new Error(JSON.stringify(check.problems));
    await saveOrganization(tx, check.plan, { at, today, sample: false });
  });
}

const standIns = () =>
  office.rows(`
    select p.code as person, post.code as post, held_from::text as from, held_until::text as until
    from holder h join person p on p.id = h.person_id join post on post.id = h.post_id where deputy order by h.id`);

const standIn = (from: string, until: string) => ({
  person: COLLEAGUE,
  post: 'dau-moi-binh-minh',
  from,
  until,
});

describe('a colleague who was named', () => {
  it('who agrees stands in for the days that are left, once', async () => {
    await isAway('2017-08-21', '2017-08-25');
    expect(await standIns()).toEqual([]);
    await answers('agree-stand-in');
    await answers('agree-stand-in');
    expect(await standIns()).toEqual([standIn(TODAY, '2017-08-26')]);
  });

  it('may change the mind, either way', async () => {
    await isAway('2017-08-24', '2017-08-25');
    await answers('agree-stand-in');
    await answers('decline-stand-in');
    expect(await standIns()).toEqual([]);
    await answers('agree-stand-in');
    expect(await standIns()).toEqual([standIn('2017-08-24', '2017-08-26')]);
  });

  it('alone can agree', async () => {
    await isAway('2017-08-21', '2017-08-25');
    await answers('agree-stand-in', CONTACT);
    await answers('agree-stand-in', 'ngo-thi-cam-tu');
    expect(await standIns()).toEqual([]);
  });

  it('agrees too late: the absence ended', async () => {
    await isAway('2017-08-21', '2017-08-25');
    await does(CONTACT, { kind: 'end-absence' });
    await answers('agree-stand-in');
    await isAway('2017-08-20', '2017-08-21');
    await answers('agree-stand-in');
    expect(await standIns()).toEqual([]);
  });
});

describe('a stand-in', () => {
  beforeEach(async () => {
    await isAway('2017-08-20', '2017-08-25');
    await answers('agree-stand-in');
    await office.rows(`update holder set held_from = '2017-08-20' where deputy`);
  });

  it('ends when the absence does, or another replaces it', async () => {
    await isAway('2017-08-22', '2017-08-29');
    expect(await standIns()).toEqual([standIn('2017-08-20', TODAY)]);
    await answers('agree-stand-in');
    await does(CONTACT, { kind: 'end-absence' });
    expect(await standIns()).toEqual([standIn('2017-08-20', TODAY)]);
  });

  it('ends when who is away is erased, and stays in what was held', async () => {
    await does(CONTACT, { kind: 'erase-person' });
    expect(await standIns()).toEqual([standIn('2017-08-20', TODAY)]);
    expect(await office.rows('select id from absence')).toEqual([]);
  });

  it('ends when who stands in is erased', async () => {
    await does(COLLEAGUE, { kind: 'erase-person' });
    expect(await standIns()).toMatchObject([{ until: TODAY }]);
  });

  it('is no part of the organisation’s file, whose import leaves it', async () => {
    const exported = await loadOrganization(office.db);
    expect(exported.posts.find(({ code }) => code === 'dau-moi-binh-minh')?.holder).toBe(CONTACT);
    expect(exported.posts.filter(({ code }) => code === 'dau-moi-binh-minh')).toHaveLength(1);
    const before = await standIns();
    await imports(exported);
    expect(await standIns()).toEqual(before);
    expect(await loadOrganization(office.db)).toEqual(exported);
  });

  it('leaves the post with its holder when a successor takes over', async () => {
    const exported = await loadOrganization(office.db);
    await imports({
      ...exported,
      posts: exported.posts.map((post) =>
        post.code === 'dau-moi-binh-minh' ? { ...post, holder: 'le-thi-ngoc-mai' } : post,
      ),
    });
    expect(await standIns()).toEqual([standIn('2017-08-20', TODAY)]);
  });
});
