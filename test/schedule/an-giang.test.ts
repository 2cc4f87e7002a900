import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orgCommand } from '../../src/cli/org.ts';
import { officeScope } from '../../src/core/access/scope.ts';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import { forebears } from '../../src/core/organization/succession.ts';
import { loadDigest } from '../../src/db/queries/figures.ts';
import { loadLineages } from '../../src/db/queries/lineage.ts';
import { successionSentences } from '../../src/texts/succession.ts';
import { openPeriods } from '../../src/schedule/periods.ts';
import { runCommand } from '../support/cli.ts';
import { openOffice, ZONE, type Office } from '../support/office.ts';

const FILE = fileURLToPath(new URL('../../src/core/sample/an-giang.yaml', import.meta.url));
/** The district level ended on this Tuesday, within 2025-W27. */
const CHANGE = '2025-07-01T09:00:00+07:00';

let office: Office;

beforeEach(async () => {
  office = await openOffice('2025-06-23T08:00:00+07:00');
});

afterEach(async () => {
  await office.close();
});

async function importAnGiang() {
  await office.clock(CHANGE);
  return runCommand(orgCommand, ['import', FILE], {
    db: office.db,
    now: CHANGE,
    openPeriods: async (tx, now) => {
      await openPeriods(tx, now, ZONE, BUILT_IN_HOLIDAYS);
    },
  });
}

function owedFor(period: string) {
  return office.rows(`
    select u.code from obligation o join period p on p.id = o.period_id join unit u on u.id = o.unit_id
    where p.code = '${period}' and o.exempt_reason is null order by u.id`);
}

async function namesOf(period: string) {
  const view = await loadDigest(office.db, officeScope(), { form: 'tuan', body: 'ban-dan-van', period });
  return { body: view?.names.body, units: Object.values(view?.names.units ?? {}) };
}

describe('the district that becomes three communes of An Giang', () => {
  it('imports onto the sample without a fault, and the second time changes nothing', async () => {
    const run = await importAnGiang();
    expect(run).toMatchObject({ refused: undefined });
    expect(run.err.filter((line) => line.startsWith('LƯU Ý'))).toEqual([]);
    expect((await importAnGiang()).out).toContain('Không có gì thay đổi.');
  });

  it('makes the week of the change owed by those who exist on its last day, and leaves earlier weeks as they were', async () => {
    await office.tick('2025-06-30T08:00:00+07:00');
    expect(await owedFor('2025-W27')).toHaveLength(8);
    await importAnGiang();
    expect(await owedFor('2025-W26')).toHaveLength(8);
    const successors = ['ag-vinh-binh', 'ag-vinh-thuan', 'ag-vinh-phong'].map((code) => ({ code }));
    expect(await owedFor('2025-W27')).toEqual(successors);
  });

  it('leaves the names in an old digest as they were', async () => {
    const before = await namesOf('2025-W25');
    expect(before.body).toBe('Ban Dân vận Huyện ủy');
    await importAnGiang();
    expect(await namesOf('2025-W25')).toEqual(before);
    expect(await namesOf('2025-W27')).toEqual({
      body: 'Ban Tuyên giáo và Dân vận Tỉnh ủy',
      units: ['Xã Vĩnh Bình', 'Xã Vĩnh Thuận', 'Xã Vĩnh Phong'],
    });
  });

  it('compares the three communes with all eight that went into them', async () => {
    await importAnGiang();
    const successors = ['ag-vinh-binh', 'ag-vinh-thuan', 'ag-vinh-phong'];
    const all = forebears(successors, '2024-08-18', await loadLineages(office.db));
    expect(all.of).toHaveLength(8);
    expect(all).toMatchObject({ merged: successors, split: [] });
  });

  it('compares their first week with what the old communes reported, and says so once', async () => {
    await office.tick('2025-06-27T08:00:00+07:00');
    await office.says('tran-quoc-thai', 'hg 5/6, kn 1, tc 0, tthc 120/121; còn lại không');
    await office.says('tran-quoc-thai', 'gửi');
    await importAnGiang();
    const of = { form: 'tuan', body: 'ban-dan-van', period: '2025-W27' };
    const digest = await loadDigest(office.db, officeScope(), of);
    const indicator = (wanted: string) => digest?.figures.indicators.find(({ code }) => code === wanted);
    expect(indicator('mediation')).toMatchObject({ total: null, previous: { part: 5, whole: 6 } });
    const models = indicator('models_active');
    expect(models?.total).toBeGreaterThan(0);
    expect(models?.total).toBe(models?.previous);
    expect(models?.units.map(({ unit }) => unit)).toEqual(['ag-vinh-binh', 'ag-vinh-thuan', 'ag-vinh-phong']);
    const [first, ...more] = digest === undefined ? [] : successionSentences(digest);
    expect(first).toBe(
      'Số kỳ trước và lũy kế từ đầu năm của xã Vĩnh Bình, xã Vĩnh Thuận, xã Vĩnh Phong là tổng số liệu các đơn vị cũ đã báo cáo.',
    );
    expect(more).toEqual([]);
  });

  it('shows the contact of a successor what its predecessors owe and sent, and lets them pay it', async () => {
    await office.says('tran-quoc-thai', 'hg 5/6, kn 1, tc 0, tthc 120/121; còn lại không');
    await importAnGiang();
    const history = (await office.says('vo-minh-nhut', '/lichsu')).map(({ text }) => text).join('\n');
    expect(history).toContain('Xã Vĩnh Bình Bắc');
    const status = (await office.says('vo-minh-nhut', '/trangthai')).map(({ text }) => text).join('\n');
    expect(status).toContain('Vĩnh Bình Nam');
    const former = (await office.says('tran-quoc-thai', '/lichsu')).map(({ text }) => text).join('\n');
    expect(former).not.toContain('Vĩnh Bình Bắc');
  });

  it('tells those whose post has passed to another once, and takes their access with it', async () => {
    const told = async (person: string) =>
      (await office.heard(person)).filter(({ text }) => text.startsWith('Đồng chí thôi giữ'));
    await importAnGiang();
    await importAnGiang();
    const [message, ...more] = await told('tran-van-nghia');
    expect(message?.text).toContain('thôi giữ chức danh Trưởng Ban Dân vận (Ban Dân vận Huyện ủy)');
    expect(message?.text).toContain('đồng chí Huỳnh Thị Thu Hà nhận thay');
    expect(more).toEqual([]);
    const former = (await office.says('tran-van-nghia', '/tonghop')).map(({ text }) => text).join('\n');
    expect(former).not.toContain('Kết quả');
    expect(await told('vo-minh-nhut')).toEqual([]);
  });

  it('sends no digest to a body that has ended', async () => {
    await office.tick('2025-06-30T06:00:00+07:00');
    await office.rows(`update body set active_until = '2025-06-30' where code = 'ubnd'`);
    await office.tick('2025-06-30T07:00:00+07:00');
    const digests = async (person: string) =>
      (await office.heard(person)).filter(({ text }) => text.includes('Tổng hợp tuần 26/2025'));
    expect(await digests('tran-van-nghia')).toHaveLength(1);
    expect(await digests('nguyen-thanh-tung')).toEqual([]);
  });

  it('lets the province see the past of the communes', async () => {
    await importAnGiang();
    const [shown] = await office.says('ngo-thi-cam-tu', '/xem binh-minh');
    expect(shown?.text).toContain('Bình Minh');
    expect(shown?.text).toContain('hiếu nại');
  });
});
