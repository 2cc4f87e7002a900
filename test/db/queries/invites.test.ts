import { eq, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_ORGANIZATION } from '../../../src/core/organization/organization-file.ts';
import { planImport } from '../../../src/core/organization/plan.ts';
import { sampleOrganization } from '../../../src/core/sample/district.ts';
import {
  hashInviteCode,
  issueInvites,
  lookUpInvites,
  type InviteOptions,
} from '../../../src/db/queries/invites.ts';
import { saveOrganization } from '../../../src/db/queries/organization.ts';
import { chat } from '../../../src/db/schema/chat.ts';
import { invite, person } from '../../../src/db/schema/organization.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const SECRET = 'a secret of sixteen letters';
const NOW = Temporal.Instant.from('2026-11-25T02:00:00Z');
const TODAY = Temporal.PlainDate.from('2026-11-25');
const options: InviteOptions = { secret: SECRET, now: NOW, today: TODAY, validDays: 30 };
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  const plan = planImport(EMPTY_ORGANIZATION, sampleOrganization(), TODAY);
  await database.db.transaction((tx) => saveOrganization(tx, plan, { at: NOW, today: TODAY, sample: false }));
});

afterEach(async () => {
  await database.close();
});

const issue = (more: Partial<InviteOptions> = {}) =>
  database.db.transaction((tx) => issueInvites(tx, { ...options, ...more }));

async function link(code: string): Promise<void> {
  const [row] = await database.db.select({ id: person.id }).from(person).where(eq(person.code, code));
  await database.db
    .insert(chat)
    .values({ channel: 'telegram', externalId: code, personId: row?.id ?? null, state: 'linked' });
}

describe('invites', () => {
  it('are one a holder, different, valid for the days asked for', async () => {
    const issued = await issue();
    expect(issued).toHaveLength(14);
    expect(new Set(issued.map(({ code }) => code)).size).toBe(14);
    expect(issued[0]).toMatchObject({
      post: 'dau-moi-thi-tran-vinh-thuan',
      person: 'le-thi-ngoc-mai',
      name: 'Lê Thị Ngọc Mai',
      fresh: true,
    });
    expect(issued[0]?.expiresAt.toString()).toBe('2026-12-25T02:00:00Z');
  });

  it('stay the same while they are open', async () => {
    const first = await issue();
    const again = await issue({ now: NOW.add({ hours: 24 * 29 }) });
    expect(again.map(({ code }) => code)).toEqual(first.map(({ code }) => code));
    expect(again.every(({ fresh }) => !fresh)).toBe(true);
  });

  it('are made once when they are asked for twice at once', async () => {
    const [one, other] = await Promise.all([issue(), issue()]);
    expect(one.map(({ code }) => code)).toEqual(other.map(({ code }) => code));
  });

  it('are replaced when they expired, were used, or belong to a lost secret', async () => {
    const [first] = await issue({ person: 'do-van-ut' });
    const [second] = await issue({ person: 'do-van-ut', now: NOW.add({ hours: 24 * 30 }) });
    expect(second?.code).not.toBe(first?.code);
    await database.db.update(invite).set({ usedAt: NOW });
    const [third] = await issue({ person: 'do-van-ut' });
    expect(third?.code).not.toBe(second?.code);
    const [fourth] = await issue({ person: 'do-van-ut', secret: 'another secret of this kind' });
    expect(fourth?.code).not.toBe(third?.code);
    const [fifth] = await issue({ person: 'do-van-ut' });
    expect(fifth?.fresh).toBe(true);
  });

  it('are not made for those who are linked, unless named', async () => {
    await link('do-van-ut');
    const issued = await issue();
    expect(issued.map(({ person: code }) => code)).not.toContain('do-van-ut');
    expect(await issue({ person: 'do-van-ut' })).toHaveLength(1);
    expect(await issue({ person: 'nobody' })).toEqual([]);
  });

  it('are one a person who holds several posts, shown for each', async () => {
    const posts = [
      { code: 'them', title: 'Đầu mối', role: 'contact', unit: 'tan-thuan', holder: 'do-van-ut' } as const,
    ];
    const plan = planImport(EMPTY_ORGANIZATION, { ...EMPTY_ORGANIZATION, posts }, TODAY);
    await database.db.transaction((tx) =>
      saveOrganization(tx, plan, { at: NOW, today: TODAY, sample: false }),
    );
    const issued = await issue({ person: 'do-van-ut' });
    expect(issued.map(({ post }) => post)).toEqual(['dau-moi-vinh-phong', 'them']);
    expect(new Set(issued.map(({ code }) => code)).size).toBe(1);
  });

  it('are known by a keyed hash; the table holds no code', async () => {
    const [issued] = await issue({ person: 'do-van-ut' });
    const code = issued?.code ?? '';
    const dump = await database.db.execute(sql`select invite::text as row from invite`);
    expect(JSON.stringify([...dump])).not.toContain(code);
    const hash = hashInviteCode(SECRET, code.toLowerCase());
    const wrong = hashInviteCode(SECRET, 'WRONG234');
    expect(await lookUpInvites(database.db, [hash, wrong], NOW)).toMatchObject([
      { codeHash: hash, state: 'open' },
    ]);
    expect(await lookUpInvites(database.db, [], NOW)).toEqual([]);
    expect(await lookUpInvites(database.db, [hash], NOW.add({ hours: 24 * 30 }))).toMatchObject([
      { state: 'expired' },
    ]);
    await database.db.update(invite).set({ revokedAt: NOW });
    expect(await lookUpInvites(database.db, [hash], NOW)).toMatchObject([{ state: 'revoked' }]);
    await database.db.update(invite).set({ usedAt: NOW });
    expect(await lookUpInvites(database.db, [hash], NOW)).toMatchObject([{ state: 'used' }]);
  });
});
