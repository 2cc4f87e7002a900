import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { checkImport } from '../../../src/core/organization/check.ts';
import {
  EMPTY_ORGANIZATION,
  type OrganizationFile,
  type StatedOrganization,
} from '../../../src/core/organization/organization-file.ts';
import { parseOrganization } from '../../../src/core/organization/schema.ts';
import { sampleOrganization } from '../../../src/core/sample/district.ts';
import { hamletOrganization } from '../../support/hamlets.ts';

const today = Temporal.PlainDate.from('2026-11-25');
/** No post had a holder before. */
const NOBODY_BEFORE = new Map<string, string>();
const sample = sampleOrganization();
const [district, ...communes] = sample.units;
const [trap] = sample.forms;

function stated(part: Partial<StatedOrganization>): StatedOrganization {
  return { ...EMPTY_ORGANIZATION, ...part };
}

function faults(part: Partial<StatedOrganization>, current: OrganizationFile = sample) {
  const check = checkImport(current, stated(part), today, NOBODY_BEFORE);
  return check.ok ? [] : check.problems.map(({ path }) => path);
}

/** Units of which each is above the one before, and the first above the last. */
function cycle(name: string, size: number) {
  return Array.from({ length: size }, (_, index) => ({
    code: `${name}${index}`,
    name: `${name} ${index}`,
    kind: 'area',
    parent: `${name}${(index + 1) % size}`,
  }));
}

function firstFault(part: Partial<StatedOrganization>, current: OrganizationFile = sample) {
  const check = checkImport(current, stated(part), today, NOBODY_BEFORE);
  return check.ok ? undefined : check.problems[0];
}

describe('the sample district', () => {
  it('is an organisation without faults and warnings', () => {
    expect(checkImport(EMPTY_ORGANIZATION, sample, today, NOBODY_BEFORE)).toMatchObject({
      ok: true,
      warnings: [],
    });
  });

  it('has eight reporting communes of the trap’s names, told apart by kind', () => {
    expect(communes.map(({ kind }) => kind)).toEqual(Array.from({ length: 8 }, () => 'commune'));
    expect(sample.units.filter(({ name }) => name.endsWith(' Vĩnh Thuận')).map(({ name }) => name)).toEqual([
      'Huyện Vĩnh Thuận',
      'Thị trấn Vĩnh Thuận',
      'Xã Vĩnh Thuận',
    ]);
    expect(trap?.fields).toHaveLength(14);
  });
});

describe('an organisation file is refused', () => {
  it('for a code used twice, also in another case', () => {
    expect(faults({ people: [...sample.people.slice(0, 1), ...sample.people.slice(0, 1)] })).toEqual([
      'people[1].code',
    ]);
    expect(faults({ units: [{ code: 'Binh-Minh', name: 'Xã Bình Minh', kind: 'commune' }] })).toEqual([
      'units[0].code',
    ]);
  });

  it('for two holders of one post', () => {
    const [post] = sample.posts;
    const twice = post === undefined ? [] : [post, { ...post, holder: 'tran-van-nghia' }];
    expect(firstFault({ posts: twice })).toEqual({
      path: 'posts[1].code',
      message:
        'mã dau-moi-thi-tran-vinh-thuan đã dùng ở posts[0]; mỗi dòng cần một mã riêng (một chức danh chỉ có một người giữ)',
    });
  });

  it('for references to nothing', () => {
    expect(faults({ units: [{ code: 'x', name: 'X', kind: 'commune', parent: 'nowhere' }] })).toEqual([
      'units[0].parent',
    ]);
    expect(faults({ bodies: [{ code: 'x', name: 'X', style: 'party', unit: 'nowhere' }] })).toEqual([
      'bodies[0].unit',
    ]);
    expect(
      faults({
        posts: [
          { code: 'x', title: 'X', role: 'contact', unit: 'nowhere', holder: 'nobody' },
          { code: 'y', title: 'Y', role: 'leader', body: 'nothing' },
        ],
      }),
    ).toEqual(['posts[0].unit', 'posts[0].holder', 'posts[1].body']);
    const form = { ...sample.forms[0], receivers: ['ubnd', 'nothing'] };
    expect(faults({ forms: parsedForms(form) })).toContain('forms[0].receivers[1]');
  });

  it('for units that are their own ancestors, with the way round', () => {
    expect(
      firstFault({
        units: [
          { code: 'vinh-thuan', name: 'Huyện Vĩnh Thuận', kind: 'district', parent: 'a' },
          { code: 'a', name: 'A', kind: 'area', parent: 'b' },
          { code: 'b', name: 'B', kind: 'area', parent: 'vinh-thuan' },
        ],
      }),
    ).toEqual({
      path: 'units[0].parent',
      message:
        'cấp trên đi vòng tròn: vinh-thuan → a → b → vinh-thuan; xin sửa parent của một đơn vị trong vòng',
    });
    expect(faults({ units: [{ code: 'a', name: 'A', kind: 'area', parent: 'a' }] })).toEqual([
      'units[0].parent',
    ]);
  });

  it('once for each cycle, however long, with its beginning, its end and how many more are on it', () => {
    const check = checkImport(
      EMPTY_ORGANIZATION,
      stated({ units: [...cycle('a', 50_000), ...cycle('b', 2)] }),
      today,
      NOBODY_BEFORE,
    );
    expect(check.ok ? [] : check.problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'units[0].parent: cấp trên đi vòng tròn: a0 → a1 → a2 → a3 → a4 → a5 → … (49993 đơn vị nữa) … → a49999 → a0; xin sửa parent của một đơn vị trong vòng',
      'units[50000].parent: cấp trên đi vòng tròn: b0 → b1 → b0; xin sửa parent của một đơn vị trong vòng',
    ]);
  });

  it('for a unit that ends before it begins, also against the day that stands', () => {
    const current = {
      ...EMPTY_ORGANIZATION,
      units: [{ code: 'a', name: 'A', kind: 'x', from: '2020-01-01' }],
    };
    expect(faults({ units: [{ code: 'a', name: 'A', kind: 'x', until: '2020-01-01' }] }, current)).toEqual([
      'units[0].until',
    ]);
    expect(faults({ units: [{ code: 'a', name: 'A', kind: 'x', until: '2020-01-02' }] }, current)).toEqual(
      [],
    );
  });

  it('for a telephone number of two people, however written', () => {
    const people = [
      { code: 'a', name: 'A', honorific: 'đồng chí', phone: '+84912345678' },
      { code: 'b', name: 'B', honorific: 'đồng chí', phone: '0912345678' },
    ];
    expect(faults({ people })).toEqual(['people[0].phone', 'people[1].phone']);
  });

  it('for a leader without a body and a contact without a unit', () => {
    expect(
      faults({
        posts: [
          { code: 'x', title: 'X', role: 'leader', unit: 'vinh-thuan' },
          { code: 'y', title: 'Y', role: 'contact', body: 'ubnd' },
          { code: 'z', title: 'Z', role: 'coordinator', unit: 'vinh-thuan' },
        ],
      }),
    ).toEqual(['posts[0].role', 'posts[1].role']);
  });

  it('for a holder from the future, before the predecessor, or a date without a holder', () => {
    const post = { code: 'x', title: 'X', role: 'contact', unit: 'binh-minh' } as const;
    expect(faults({ posts: [{ ...post, holder: 'do-van-ut', since: '2026-11-26' }] })).toEqual([
      'posts[0].since',
    ]);
    expect(faults({ posts: [{ ...post, holder: 'do-van-ut', since: '2026-11-25' }] })).toEqual([]);
    expect(faults({ posts: [{ ...post, since: '2026-11-01' }] })).toEqual(['posts[0].since']);
    const current = { ...sample, posts: [{ ...post, holder: 'vo-minh-nhut', since: '2026-10-01' }] };
    expect(faults({ posts: [{ ...post, holder: 'do-van-ut', since: '2026-09-30' }] }, current)).toEqual([
      'posts[0].since',
    ]);
  });

  it('for a form in use that changes its periods, cut-off or the type of a field', () => {
    const [form] = sample.forms;
    const fields = form?.fields.map((field) =>
      field.code === 'models' ? { ...field, type: 'decimal' } : field,
    );
    expect(
      faults({
        forms: parsedForms({
          ...form,
          period: 'month',
          cutoff: 'nd09',
          due: '17 16:00',
          lock: '20 16:00',
          fields,
        }),
      }),
    ).toEqual(expect.arrayContaining(['forms[0].period', 'forms[0].cutoff', 'forms[0].fields[0].type']));
  });

  it('with the faults of its forms under their paths', () => {
    const form = {
      ...sample.forms[0],
      code: 'khac',
      fields: [{ ...sample.forms[0]?.fields[2], target: 98 }],
    };
    expect(faults({ forms: parsedForms(form) })).toEqual(['forms[0].fields[0].target']);
  });
});

describe('an organisation file is warned about', () => {
  it('when units that owe reports have no contact, a body has no leader, or names are told apart by nothing', () => {
    const check = checkImport(
      EMPTY_ORGANIZATION,
      {
        ...sample,
        units: [
          ...sample.units,
          { code: 'vt', name: 'Xã Vĩnh Thuận', kind: 'commune', parent: 'vinh-thuan' },
        ],
        posts: sample.posts.filter(({ code }) => !code.endsWith('ubnd')),
      },
      today,
      NOBODY_BEFORE,
    );
    expect(check.ok ? check.warnings.map(({ message }) => message) : []).toEqual([
      '1 đơn vị phải báo cáo chưa có đầu mối: Xã Vĩnh Thuận; xin thêm cho mỗi đơn vị một chức danh role contact có holder',
      'cơ quan ubnd chưa có lãnh đạo nhận bản tổng hợp; xin thêm vào posts một chức danh role leader, body ubnd, có holder',
      'trùng tên với xa-vinh-thuan; nên ghi cả loại đơn vị, ví dụ “Xã …”, “Thị trấn …”',
    ]);
  });

  it('when no unit that exists owes a form or is summed for it, where the form is stated', () => {
    const [form] = sample.forms;
    const forms = form ? [{ ...form, reporters: { kind: 'xã', sums: { kind: 'thôn' } } }] : [];
    const check = checkImport(EMPTY_ORGANIZATION, { ...sample, forms }, today, NOBODY_BEFORE);
    expect(check.ok ? check.warnings : []).toEqual([
      {
        path: 'forms[0].reporters.kind',
        message:
          'mẫu tuan chưa có đơn vị nào phải nộp: không có đơn vị thuộc loại “xã”; xin sửa reporters.kind hoặc thêm đơn vị loại ấy vào units; các loại đang có: district, commune',
      },
      {
        path: 'forms[0].reporters.sums.kind',
        message:
          'mẫu tuan chưa có đơn vị nào để cộng lên: không có đơn vị thuộc loại “thôn”; xin sửa reporters.sums.kind hoặc thêm đơn vị loại ấy vào units; các loại đang có: district, commune',
      },
    ]);
    const ending = communes.map((unit) => ({ ...unit, until: '2026-12-01' }));
    const end = checkImport(sample, stated({ units: ending }), today, NOBODY_BEFORE);
    expect(end.ok ? end.warnings.map(({ path }) => path) : []).toEqual(['forms']);
  });

  it('when a body that receives a form has no leader, at the body’s own row, unless the body has ended', () => {
    const posts = sample.posts.filter(({ role }) => role !== 'leader');
    const bodies = sample.bodies.map((body) =>
      body.code === 'ubnd' ? { ...body, until: '2026-12-01' } : body,
    );
    const check = checkImport(EMPTY_ORGANIZATION, { ...sample, bodies, posts }, today, NOBODY_BEFORE);
    expect(check.ok ? check.warnings.map(({ path }) => path) : []).toEqual(['bodies[0]']);
  });

  it('whatever the depth of the tree', () => {
    const deep = Array.from({ length: 50_000 }, (_, index) => ({
      code: `x${index}`,
      name: `Xã ${index}`,
      kind: 'commune',
      ...(index === 0 ? {} : { parent: `x${index - 1}` }),
    }));
    const check = checkImport(sample, stated({ units: deep }), today, NOBODY_BEFORE);
    expect(check.ok ? check.warnings.map(({ path }) => path) : []).toEqual(['posts', 'units', 'units']);
  });

  it('when a body cannot see a unit that reports to it, because the unit is not below its own', () => {
    const units = [...sample.units, { code: 'xa', name: 'Xã Xa', kind: 'commune' }];
    const posts = [
      ...sample.posts,
      { code: 'x', title: 'X', role: 'contact', unit: 'xa', holder: 'do-van-ut' } as const,
    ];
    const check = checkImport(EMPTY_ORGANIZATION, { ...sample, units, posts }, today, NOBODY_BEFORE);
    expect(check.ok ? check.warnings.map(({ path, message }) => `${path}: ${message}`) : []).toEqual(
      ['ban-dan-van', 'ubnd'].map(
        (body) =>
          `units: 1 đơn vị phải báo cáo không nằm dưới đơn vị của ${body}, nên cơ quan này không xem được báo cáo của: Xã Xa; xin sửa parent của các đơn vị này hoặc unit của ${body}`,
      ),
    );
  });

  it('when a unit whose report is to be summed has no reporting unit above it, not when nobody is its contact', () => {
    const organization = hamletOrganization();
    const check = checkImport(
      EMPTY_ORGANIZATION,
      {
        ...organization,
        units: [...organization.units, { code: 'x', name: 'Ấp X', kind: 'hamlet', parent: 'huyen' }],
      },
      today,
      NOBODY_BEFORE,
    );
    expect(check.ok ? check.warnings.map(({ path, message }) => `${path}: ${message}`) : []).toEqual([
      'units: 1 đơn vị được cộng (sums) không nằm dưới đơn vị báo cáo nào, số liệu của các đơn vị này không vào báo cáo: Ấp X; xin ghi parent của các đơn vị này',
    ]);
  });

  it('about 3,321 units in well under a second', () => {
    const units = Array.from({ length: 3_321 }, (_, index) => ({
      code: `u${index}`,
      name: `Xã ${index}`,
      kind: 'commune',
      ...(index === 0 ? {} : { parent: `u${index - 1}` }),
    }));
    const before = performance.now();
    expect(checkImport(sample, stated({ units }), today, NOBODY_BEFORE).ok).toBe(true);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

function parsedForms(raw: unknown) {
  const parsed = parseOrganization({ forms: [raw] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value.forms;
}

describe('the shape of an organisation file', () => {
  it('reads the example of the contract', () => {
    const parsed = parseOrganization({
      units: [
        { code: 'vinh-thuan', name: 'Huyện Vĩnh Thuận', kind: 'district' },
        {
          code: 'binh-minh',
          name: 'Xã Bình Minh',
          kind: 'commune',
          parent: 'vinh-thuan',
          from: '2012-01-01',
        },
      ],
      bodies: [{ code: 'ubnd', name: 'UBND huyện', style: 'government', unit: 'vinh-thuan' }],
      people: [{ code: 'nguyen-van-a', name: 'Nguyễn Văn A', honorific: 'đồng chí', phone: '0912 345 678' }],
      posts: [
        {
          code: 'dau-moi',
          title: 'Cán bộ đầu mối',
          role: 'contact',
          unit: 'binh-minh',
          holder: 'nguyen-van-a',
        },
      ],
    });
    expect(parsed).toMatchObject({ ok: true, value: { forms: [], people: [{ phone: '0912345678' }] } });
  });

  it('refuses a post in a unit and a body, or in neither', () => {
    const post = { code: 'x', title: 'X', role: 'contact' };
    const parsed = parseOrganization({ posts: [{ ...post, unit: 'a', body: 'b' }, post] });
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toEqual([
      'posts[0].body',
      'posts[1].unit',
    ]);
  });

  it('refuses an unknown part, an unknown field, an empty file', () => {
    const parsed = parseOrganization({
      teams: [],
      units: [{ code: 'a', name: 'A', kind: 'x', color: 'red' }],
    });
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toEqual(['units[0].color', 'teams']);
    for (const raw of [{}, null, undefined, [], 'units', 3]) expect(parseOrganization(raw).ok).toBe(false);
  });

  it('refuses days that do not exist and telephone numbers that YAML took for numbers', () => {
    const parsed = parseOrganization({
      units: [{ code: 'a', name: 'A', kind: 'x', from: '2025-02-29' }],
      people: [{ code: 'b', name: 'B', phone: 912345678 }],
    });
    expect(parsed.ok ? [] : parsed.problems).toEqual([
      {
        path: 'units[0].from',
        message: 'ngày không có thật hoặc viết sai; viết dạng năm-tháng-ngày, ví dụ: 2025-07-01',
      },
      { path: 'people[0].phone', message: 'phải là chữ, đang là số 912345678; xin đặt trong ngoặc kép "…"' },
    ]);
  });

  it('lets null clear what may be cleared', () => {
    const parsed = parseOrganization({
      posts: [{ code: 'x', title: 'X', role: 'leader', body: 'ubnd', holder: null }],
      units: [{ code: 'a', name: 'A', kind: 'x', parent: null }],
    });
    expect(parsed).toMatchObject({
      ok: true,
      value: { posts: [{ holder: null }], units: [{ parent: null }] },
    });
  });
});

it('the district stands above the communes', () => {
  expect(new Set(communes.map(({ parent }) => parent))).toEqual(new Set([district?.code]));
});

const namesUntil = (...days: string[]) => days.map((until, index) => ({ name: `Tên ${index}`, until }));

describe('units and bodies over time', () => {
  const until = '2025-07-01';
  const ended = communes.map((unit) => ({ ...unit, until }));
  const successor = { code: 'vinh-binh', name: 'Xã Vĩnh Bình', kind: 'commune', from: until };
  const came = (...predecessors: string[]) => faults({ units: [{ ...successor, predecessors }, ...ended] });

  it('lets a unit come from several that ended', () => {
    const predecessors = ['vinh-binh-bac', 'vinh-binh-nam', 'binh-minh'];
    expect(faults({ units: [...ended, { ...successor, predecessors }] })).toEqual([]);
  });

  it('refuses a predecessor that is unknown, named twice, itself or has not ended', () => {
    expect(came('nowhere')).toEqual(['units[0].predecessors[0]']);
    expect(came('binh-minh', 'binh-minh')).toEqual(['units[0].predecessors[1]']);
    expect(came('vinh-binh')).toEqual(['units[0].predecessors']);
    expect(came('vinh-thuan')).toEqual(['units[0].predecessors[0]']);
  });

  it('refuses units that came from each other, and shows the way round', () => {
    const [a, b] = [
      { ...successor, code: 'a', until: '2026-01-01', predecessors: ['b'] },
      { ...successor, code: 'b', name: 'Xã B', until: '2026-01-01', predecessors: ['a'] },
    ];
    expect(firstFault({ units: [a, b] })).toEqual({
      path: 'units[0].predecessors',
      message: 'đơn vị trước đây đi vòng tròn: a → b → a; xin sửa predecessors của một đơn vị trong vòng',
    });
  });

  it('refuses former names that are out of order or end in the future', () => {
    const body = { code: 'ubnd', name: 'UBND tỉnh', style: 'government', unit: 'vinh-thuan' } as const;
    expect(faults({ bodies: [{ ...body, was: namesUntil('2020-01-01', '2019-01-01') }] })).toEqual([
      'bodies[0].was[1].until',
    ]);
    expect(faults({ bodies: [{ ...body, was: namesUntil('2027-01-01') }] })).toEqual([
      'bodies[0].was[0].until',
    ]);
    expect(faults({ bodies: [{ ...body, from: until, until }] })).toEqual(['bodies[0].until']);
  });
});
