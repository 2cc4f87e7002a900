import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orgCommand } from '../../src/cli/org.ts';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import { officeScope } from '../../src/core/access/scope.ts';
import { loadDigestFigures } from '../../src/db/queries/figures.ts';
import { openPeriods } from '../../src/schedule/periods.ts';
import { runCommand } from '../support/cli.ts';
import { CONTACT, openOffice, ZONE, type Office } from '../support/office.ts';

/** Week 34, 21/8-27/8, is open. */
const TUESDAY = '2017-08-22T09:00:00+07:00';

let office: Office;
let folder: string;

beforeEach(async () => {
  office = await openOffice();
  await office.tick(TUESDAY);
  folder = await mkdtemp(join(tmpdir(), 'hai-chieu-units-'));
});

afterEach(async () => {
  await office.close();
  await rm(folder, { recursive: true });
});

async function state(unit: string, now = TUESDAY): Promise<void> {
  const path = join(folder, 'units.yaml');
  await writeFile(path, `units: [{kind: commune, parent: vinh-thuan, ${unit}}]\n`);
  const stage = {
    db: office.db,
    now,
    openPeriods: async (
      ...[tx, at]: Parameters<NonNullable<Parameters<typeof runCommand>[2]['openPeriods']>>
    ) => {
      await openPeriods(tx, at, ZONE, BUILT_IN_HOLIDAYS);
    },
  };
  const { refused, err } = await runCommand(orgCommand, ['import', path], stage);
  if (refused !== undefined) throw new Error([refused, ...err].join('\n'));
}

const BINH_MINH = 'code: binh-minh, name: Xã Bình Minh';
const figures = (period = '2017-W34') =>
  loadDigestFigures(office.db, officeScope(), { form: 'tuan', body: 'ban-dan-van', period });

async function report(): Promise<void> {
  await office.says(CONTACT, 'hg 5/6, kn 1');
  await office.taps(CONTACT, 'Gửi');
  await office.taps(CONTACT, 'Gửi thiếu');
}

describe('a unit that ends within the period', () => {
  it('no longer owes the report, is not reminded, and is no part of the figures', async () => {
    await state(`${BINH_MINH}, until: 2017-08-27`);
    const found = await figures();
    expect(found).toMatchObject({ expected: 7, missing: expect.not.arrayContaining(['binh-minh']) });
    expect(found).not.toHaveProperty('exempt');
    const stock = found?.indicators.find(({ code }) => code === 'models_active');
    expect(stock?.units.map(({ unit }) => unit)).not.toContain('binh-minh');
    const heard = (await office.heard(CONTACT)).length;
    await office.tick('2017-08-23T08:00:00+07:00');
    expect(await office.heard(CONTACT)).toHaveLength(heard);
  });

  it('still owes it if the last day is its own last', async () => {
    await state(`${BINH_MINH}, until: 2017-08-28`);
    expect(await figures()).toMatchObject({ expected: 8 });
    await office.tick('2017-08-28T07:30:00+07:00');
    expect(await figures('2017-W35')).toMatchObject({ expected: 7 });
  });

  it('keeps what it had reported before', async () => {
    await report();
    await state(`${BINH_MINH}, until: 2017-08-27`);
    expect(await figures()).toMatchObject({ expected: 8, received: 1 });
  });

  it('owes it again when the date was a mistake', async () => {
    await state(`${BINH_MINH}, until: 2017-08-27`);
    await state(`${BINH_MINH}, until: 2017-12-31`);
    expect(await figures()).toMatchObject({ expected: 8 });
    await office.tick('2017-08-23T08:00:00+07:00');
    expect((await office.heard(CONTACT)).at(-1)?.text).toContain('tuần 34/2017');
  });

  it('changes nothing of a period that is locked', async () => {
    await office.tick('2017-08-30T08:00:00+07:00');
    await state(`${BINH_MINH}, until: 2017-08-27`, '2017-08-30T09:00:00+07:00');
    expect(await figures('2017-W34')).toMatchObject({ expected: 8 });
    expect(await figures('2017-W35')).toMatchObject({ expected: 7 });
  });

  it('leaves an exemption that an official gave as it is', async () => {
    await office.rows(`update obligation set exempt_reason = 'bão' where id = (select o.id from obligation o
      join unit u on u.id = o.unit_id join period p on p.id = o.period_id where u.code = 'binh-minh' and p.code = '2017-W34')`);
    await state(`${BINH_MINH}, until: 2017-08-27`);
    await state(`${BINH_MINH}, until: 2017-12-31`);
    expect(await figures()).toMatchObject({ expected: 7, exempt: [{ unit: 'binh-minh', reason: 'bão' }] });
  });
});

describe('a unit that is new within the period', () => {
  it('owes the period if it exists on its last day', async () => {
    await state('code: xa-moi, name: Xã Mới, from: 2017-08-27');
    expect(await figures()).toMatchObject({ expected: 9, missing: expect.arrayContaining(['xa-moi']) });
  });

  it('begins with the next period if it does not', async () => {
    await state('code: xa-moi, name: Xã Mới, from: 2017-08-28');
    expect(await figures()).toMatchObject({ expected: 8 });
    await office.tick('2017-08-28T07:30:00+07:00');
    expect(await figures('2017-W35')).toMatchObject({ expected: 9 });
  });
});
