import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkImport } from '../../../src/core/organization/check.ts';
import {
  EMPTY_ORGANIZATION,
  type StatedOrganization,
} from '../../../src/core/organization/organization-file.ts';
import { sampleOrganization } from '../../../src/core/sample/district.ts';
import { loadEarliestSince } from '../../../src/db/queries/holders.ts';
import {
  loadOrganization,
  lockOrganization,
  saveOrganization,
} from '../../../src/db/queries/organization.ts';
import { loadLineages, nameOn } from '../../../src/db/queries/lineage.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const sample = sampleOrganization();
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  await database.close();
});

async function importOn(day: string, stated: Partial<StatedOrganization>): Promise<void> {
  const today = Temporal.PlainDate.from(day);
  const at = today.toZonedDateTime({ timeZone: 'Asia/Ho_Chi_Minh', plainTime: '09:00' }).toInstant();
  await database.db.transaction(async (tx) => {
    await lockOrganization(tx);
    const check = checkImport(
      await loadOrganization(tx),
      { ...EMPTY_ORGANIZATION, ...stated },
      today,
      await loadEarliestSince(tx),
    );
    if (!check.ok) throw new Error(JSON.stringify(check.problems));
    await saveOrganization(tx, check.plan, { at, today, sample: false });
  });
}

async function holders(post: string) {
  return database.db.execute<{ holder: string; from: string; until: string | null }>(sql`
    select person.code as holder, held_from::text as from, held_until::text as until
    from holder join post on post.id = post_id join person on person.id = person_id
    where post.code = ${post} order by held_from`);
}

const deputy = {
  code: 'dau-moi-binh-minh',
  title: 'Đầu mối dân vận (Văn phòng - Thống kê)',
  role: 'contact',
  unit: 'binh-minh',
} as const;

describe('an organisation in the database', () => {
  it('is what was imported, row by row and in its order', async () => {
    await importOn('2026-11-25', sample);
    expect(await loadOrganization(database.db)).toEqual(sample);
  });

  it('is not touched by the same import again', async () => {
    await importOn('2026-11-25', sample);
    await importOn('2026-12-01', sample);
    expect(await loadOrganization(database.db)).toEqual(sample);
    const [count] = await database.db.execute(sql`
      select (select count(*) from holder) as holders, (select count(*) from form_version) as versions,
        (select owed_since::text from form) as since`);
    expect(count).toEqual({ holders: 14, versions: 1, since: '2026-11-25' });
  });

  it('takes a tree that is turned round', async () => {
    await importOn('2026-11-25', {
      units: [
        { code: 'a', name: 'A', kind: 'x' },
        { code: 'b', name: 'B', kind: 'x', parent: 'a' },
        { code: 'c', name: 'C', kind: 'x', parent: 'b' },
      ],
    });
    const turned = [
      { code: 'a', name: 'A', kind: 'x', parent: 'b' },
      { code: 'b', name: 'B', kind: 'x', parent: 'c' },
      { code: 'c', name: 'C', kind: 'x', parent: null },
    ];
    await importOn('2026-11-26', { units: turned });
    expect((await loadOrganization(database.db)).units).toEqual([
      { code: 'a', name: 'A', kind: 'x', parent: 'b' },
      { code: 'b', name: 'B', kind: 'x', parent: 'c' },
      { code: 'c', name: 'C', kind: 'x' },
    ]);
  });

  it('keeps the versions of a form that changes', async () => {
    await importOn('2026-11-25', sample);
    const changed = sample.forms.map((form) => ({ ...form, due: 'friday 15:00' }));
    await importOn('2026-12-02', { forms: changed });
    expect((await loadOrganization(database.db)).forms).toEqual(changed);
    const versions = await database.db.execute(
      sql`select version, definition ->> 'due' as due from form_version order by version`,
    );
    expect([...versions]).toEqual([
      { version: 1, due: 'friday 16:00' },
      { version: 2, due: 'friday 15:00' },
    ]);
  });
});

describe('the holder of a post', () => {
  it('named by the first import has held it since before records began', async () => {
    await importOn('2026-11-25', sample);
    expect(await holders(deputy.code)).toEqual([{ holder: 'vo-minh-nhut', from: '1900-01-01', until: null }]);
  });

  it('leaves on the day on which the successor takes over', async () => {
    await importOn('2026-11-25', sample);
    await importOn('2026-12-01', { posts: [{ ...deputy, holder: 'do-van-ut' }] });
    expect(await holders(deputy.code)).toEqual([
      { holder: 'vo-minh-nhut', from: '1900-01-01', until: '2026-12-01' },
      { holder: 'do-van-ut', from: '2026-12-01', until: null },
    ]);
    expect((await loadOrganization(database.db)).posts).toContainEqual({
      ...deputy,
      holder: 'do-van-ut',
      since: '2026-12-01',
    });
  });

  it('who was replaced on the same day never held it', async () => {
    await importOn('2026-11-25', sample);
    await importOn('2026-12-01', { posts: [{ ...deputy, holder: 'do-van-ut' }] });
    await importOn('2026-12-01', { posts: [{ ...deputy, holder: 'huynh-thi-be-ba' }] });
    expect(await holders(deputy.code)).toEqual([
      { holder: 'vo-minh-nhut', from: '1900-01-01', until: '2026-12-01' },
      { holder: 'huynh-thi-be-ba', from: '2026-12-01', until: null },
    ]);
  });

  it('may leave the post vacant, to be filled later', async () => {
    await importOn('2026-11-25', sample);
    await importOn('2026-12-01', { posts: [{ ...deputy, holder: null }] });
    expect((await loadOrganization(database.db)).posts).toContainEqual(deputy);
    await importOn('2026-12-20', { posts: [{ ...deputy, holder: 'do-van-ut', since: '2026-12-15' }] });
    expect(await holders(deputy.code)).toEqual([
      { holder: 'vo-minh-nhut', from: '1900-01-01', until: '2026-12-01' },
      { holder: 'do-van-ut', from: '2026-12-15', until: null },
    ]);
  });

  it.each(['2026-11-28', '2026-12-03'])(
    'moves the predecessor’s last day when the day is corrected to %s',
    async (corrected) => {
      await importOn('2026-11-25', sample);
      await importOn('2026-12-01', { posts: [{ ...deputy, holder: 'do-van-ut' }] });
      await importOn('2026-12-05', { posts: [{ ...deputy, holder: 'do-van-ut', since: corrected }] });
      expect(await holders(deputy.code)).toEqual([
        { holder: 'vo-minh-nhut', from: '1900-01-01', until: corrected },
        { holder: 'do-van-ut', from: corrected, until: null },
      ]);
    },
  );

  it('cannot have begun before the predecessor', async () => {
    await importOn('2026-11-25', {
      ...sample,
      posts: sample.posts.map((post) => ({ ...post, since: '2026-10-01' })),
    });
    await importOn('2026-12-01', { posts: [{ ...deputy, holder: 'do-van-ut' }] });
    const since = (day: string) =>
      importOn('2026-12-05', { posts: [{ ...deputy, holder: 'do-van-ut', since: day }] });
    await expect(since('2026-10-01')).rejects.toThrow('xin ghi since từ 2026-10-02 trở đi');
    expect(await holders(deputy.code)).toHaveLength(2);
    await since('2026-10-02');
    expect(await holders(deputy.code)).toMatchObject([{ until: '2026-10-02' }, { from: '2026-10-02' }]);
  });

  it('of a post that was vacant cannot have begun before the last holder left', async () => {
    await importOn('2026-11-25', sample);
    await importOn('2026-12-01', { posts: [{ ...deputy, holder: null }] });
    const since = (day: string) =>
      importOn('2026-12-05', { posts: [{ ...deputy, holder: 'do-van-ut', since: day }] });
    await expect(since('2026-11-30')).rejects.toThrow('xin ghi since từ 2026-12-01 trở đi');
    await since('2026-12-03');
    // Nobody followed at once, so that an earlier day can fill the gap and no more.
    await expect(since('2026-11-30')).rejects.toThrow('xin ghi since từ 2026-12-01 trở đi');
    await since('2026-12-01');
    expect(await holders(deputy.code)).toMatchObject([{ until: '2026-12-01' }, { from: '2026-12-01' }]);
  });
});

describe('3,321 units with 10,000 people', () => {
  it('are imported in seconds', async () => {
    const units = Array.from({ length: 3_321 }, (_, index) => ({
      code: `x${index}`,
      name: `Xã số ${index}`,
      kind: 'commune',
      parent: 'vinh-thuan',
    }));
    const people = Array.from({ length: 10_000 }, (_, index) => ({
      code: `p${index}`,
      name: `Người ${index}`,
      honorific: 'đồng chí',
      phone: `09${String(10_000_000 + index)}`,
    }));
    const posts = people.map((person, index) => ({
      code: `c${index}`,
      title: 'Đầu mối',
      role: 'contact' as const,
      unit: `x${index % 3_321}`,
      holder: person.code,
    }));
    await importOn('2026-11-25', sample);
    const before = performance.now();
    await importOn('2026-11-26', { units, people, posts });
    expect(performance.now() - before).toBeLessThan(10_000);
    expect((await loadOrganization(database.db)).posts).toHaveLength(10_014);
  });
});

describe('units and bodies over time', () => {
  const [body] = sample.bodies;
  const binhMinh = { code: 'binh-minh', name: 'Xã Bình Minh', kind: 'commune', until: '2025-07-01' };
  const successor = { code: 'vinh-binh', name: 'Xã Vĩnh Bình', kind: 'commune', parent: 'vinh-thuan' };

  it('keep what they came from and were called, in what is exported too', async () => {
    await importOn('2025-07-01', sample);
    const units = [binhMinh, { ...successor, from: '2025-07-01', predecessors: ['binh-minh'] }];
    await importOn('2025-07-02', { units });
    const after = await loadOrganization(database.db);
    expect(after.units.at(-1)).toEqual(units.at(-1));
    await importOn('2025-07-03', after);
    expect(await loadOrganization(database.db)).toEqual(after);
    expect(await loadLineages(database.db)).toEqual([
      { code: 'binh-minh', until: '2025-07-01', predecessors: [] },
      { code: 'vinh-binh', from: '2025-07-01', predecessors: ['binh-minh'] },
    ]);
    await importOn('2025-07-04', { units: [{ ...successor, predecessors: [] }] });
    expect((await loadOrganization(database.db)).units.at(-1)).not.toHaveProperty('predecessors');
  });

  it('bear a new name from the day on which it was imported, or was said to begin', async () => {
    await importOn('2025-01-01', sample);
    if (body === undefined) throw new Error('the sample has no body');
    await importOn('2025-03-01', { bodies: [{ ...body, name: 'Ban Tuyên giáo và Dân vận' }] });
    const nameThen = async (day: string) => {
      const [row] = await database.db.execute<{ name: string }>(
        sql`select ${nameOn('b', 'body', sql`${day}::date`)} as name from body b where b.code = ${body.code}`,
      );
      return row?.name;
    };
    expect(await nameThen('2025-02-28')).toBe(body.name);
    expect(await nameThen('2025-03-01')).toBe('Ban Tuyên giáo và Dân vận');
    const was = [{ name: body.name, until: '2025-02-01' }];
    await importOn('2025-03-02', { bodies: [{ ...body, name: 'Ban Tuyên giáo và Dân vận', was }] });
    expect(await nameThen('2025-02-28')).toBe('Ban Tuyên giáo và Dân vận');
  });
});
