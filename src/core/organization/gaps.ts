import type { Problem } from '../errors.ts';
import type { OrganizationFile, StatedOrganization } from './organization-file.ts';
import type { Unit } from './organization.ts';
import { at, type Section } from './places.ts';

/** What is allowed but probably not meant: reports that nobody is asked for, digests that nobody reads, names twice. */
export function findGaps(stated: StatedOrganization, after: OrganizationFile): Problem[] {
  return [
    ...findFormsWithoutReporters(stated, after),
    ...findUnitsWithoutPosts(after),
    ...findOutOfTree(after),
    ...findBodiesWithoutLeaders(stated, after),
    ...findTwins(stated, after),
  ];
}

/** Where the file states the row, or the part that it would be in. */
function placeIn(stated: StatedOrganization, section: Section, code: string, ...rest: PropertyKey[]): string {
  const index = stated[section].findIndex((row) => row.code === code);
  return index < 0 ? section : at(section, index, ...rest);
}

function isActive({ until }: { readonly until?: string }): boolean {
  return until === undefined;
}

function findFormsWithoutReporters(
  stated: StatedOrganization,
  { units, forms }: OrganizationFile,
): Problem[] {
  const kinds = new Set(units.filter(isActive).map(({ kind }) => kind));
  const remedy = `thêm đơn vị loại ấy vào units; các loại đang có: ${listSome([...kinds]) || 'chưa có'}`;
  return forms.flatMap(({ code, reporters: { kind, sums } }) => {
    const warnings: Problem[] = [];
    if (!kinds.has(kind)) {
      const message = `mẫu ${code} chưa có đơn vị nào phải nộp: không có đơn vị thuộc loại “${kind}”; xin sửa reporters.kind hoặc ${remedy}`;
      warnings.push({ path: placeIn(stated, 'forms', code, 'reporters', 'kind'), message });
    }
    if (sums !== undefined && !kinds.has(sums.kind)) {
      const message = `mẫu ${code} chưa có đơn vị nào để cộng lên: không có đơn vị thuộc loại “${sums.kind}”; xin sửa reporters.sums.kind hoặc ${remedy}`;
      warnings.push({ path: placeIn(stated, 'forms', code, 'reporters', 'sums', 'kind'), message });
    }
    return warnings;
  });
}

function findUnitsWithoutPosts({ units, posts, forms }: OrganizationFile): Problem[] {
  const contacts = new Set<string>();
  const headed = new Set<string>();
  for (const post of posts) {
    if (post.holder === undefined || !('unit' in post)) continue;
    if (post.role === 'contact') contacts.add(post.unit);
    if (post.role === 'superior') headed.add(post.unit);
  }
  const without = (kinds: readonly string[], held: ReadonlySet<string>) =>
    units.filter((unit) => kinds.includes(unit.kind) && isActive(unit) && !held.has(unit.code));
  const silent = without(
    forms.map(({ reporters }) => reporters.kind),
    contacts,
  );
  const unsigned = without(
    forms.flatMap(({ signoff, reporters }) => (signoff ? [reporters.kind] : [])),
    headed,
  );
  const warnings: Problem[] = [];
  if (silent.length > 0) {
    const message = `${silent.length} đơn vị phải báo cáo chưa có đầu mối: ${listUnits(silent)}; xin thêm cho mỗi đơn vị một chức danh role contact có holder`;
    warnings.push({ path: 'posts', message });
  }
  if (unsigned.length > 0) {
    const message = `${unsigned.length} đơn vị có báo cáo cần duyệt mà chưa có người duyệt, báo cáo của các đơn vị này không qua duyệt: ${listUnits(unsigned)}; xin thêm cho mỗi đơn vị một chức danh role superior có holder`;
    warnings.push({ path: 'posts', message });
  }
  return warnings;
}

/** Units whose place in the tree keeps their reports from whoever should have them. */
function findOutOfTree(after: OrganizationFile): Problem[] {
  const warnings: Problem[] = [];
  const stray = findStray(after);
  if (stray.length > 0) {
    const message = `${stray.length} đơn vị được cộng (sums) không nằm dưới đơn vị báo cáo nào, số liệu của các đơn vị này không vào báo cáo: ${listUnits(stray)}; xin ghi parent của các đơn vị này`;
    warnings.push({ path: 'units', message });
  }
  for (const { body, units } of findOutOfSight(after)) {
    const message = `${units.length} đơn vị phải báo cáo không nằm dưới đơn vị của ${body}, nên cơ quan này không xem được báo cáo của: ${listUnits(units)}; xin sửa parent của các đơn vị này hoặc unit của ${body}`;
    warnings.push({ path: 'units', message });
  }
  return warnings;
}

function findBodiesWithoutLeaders(
  stated: StatedOrganization,
  { bodies, posts, forms }: OrganizationFile,
): Problem[] {
  const led = new Set(
    posts.flatMap((post) =>
      'body' in post && post.role === 'leader' && post.holder !== undefined ? [post.body] : [],
    ),
  );
  const receivers = new Set(forms.flatMap((form) => form.receivers));
  return bodies
    .filter((body) => receivers.has(body.code) && isActive(body) && !led.has(body.code))
    .map(({ code }) => ({
      path: placeIn(stated, 'bodies', code),
      message: `cơ quan ${code} chưa có lãnh đạo nhận bản tổng hợp; xin thêm vào posts một chức danh role leader, body ${code}, có holder`,
    }));
}

function findTwins(stated: StatedOrganization, after: OrganizationFile): Problem[] {
  const warnings: Problem[] = [];
  const names = new Map<string, string>();
  const places = new Map(stated.units.map((row, index) => [row.code, index]));
  for (const unit of after.units) {
    // A new commune may well have the name of one that went into it.
    if (!isActive(unit)) continue;
    const twin = names.get(unit.name);
    const index = places.get(unit.code);
    if (twin !== undefined && index !== undefined) {
      const message = `trùng tên với ${twin}; nên ghi cả loại đơn vị, ví dụ “Xã …”, “Thị trấn …”`;
      warnings.push({ path: at('units', index, 'name'), message });
    }
    names.set(unit.name, unit.code);
  }
  return warnings;
}

/** Units whose reports would be summed, but that have no reporting unit above them. */
function findStray({ units, forms }: OrganizationFile): readonly Unit[] {
  const stray = new Set<Unit>();
  for (const { reporters } of forms) {
    const { kind, sums } = reporters;
    if (sums === undefined) continue;
    const isBelow = whetherWithin(
      units,
      units.filter((unit) => unit.kind === kind),
    );
    for (const unit of units) {
      if (unit.kind === sums.kind && isActive(unit) && !isBelow(unit.parent)) stray.add(unit);
    }
  }
  return [...stray];
}

/** By receiving body, the units that report to it and are not its own unit or below that: access goes by the tree. */
function findOutOfSight({ units, bodies, forms }: OrganizationFile) {
  return bodies.flatMap((body) => {
    const isWithin = whetherWithin(units, [{ code: body.unit }]);
    const received = forms.filter((form) => form.receivers.includes(body.code));
    const kinds = new Set(received.map((form) => form.reporters.kind));
    const hidden = units.filter((unit) => kinds.has(unit.kind) && isActive(unit) && !isWithin(unit.code));
    return hidden.length === 0 ? [] : [{ body: body.code, units: hidden }];
  });
}

/** Tells whether a unit is one of the `tops` or below one. A tree may be deeper than calls can be nested. */
function whetherWithin(units: readonly Unit[], tops: readonly { readonly code: string }[]) {
  const parentOf = new Map(units.map((unit) => [unit.code, unit.parent]));
  const known = new Map(tops.map((top) => [top.code, true]));
  return (code: string | undefined): boolean => {
    const way: string[] = [];
    let above = code;
    while (above !== undefined && !known.has(above)) {
      way.push(above);
      above = parentOf.get(above);
    }
    const within = above !== undefined && known.get(above) === true;
    for (const passed of way) known.set(passed, within);
    return within;
  };
}

function listUnits(units: readonly Unit[]): string {
  return listSome(units.map(({ name }) => name));
}

function listSome(names: readonly string[]): string {
  return names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')}, …`;
}
