import type { Problem } from '../errors.ts';
import type { OrganizationFile, StatedOrganization } from './organization-file.ts';
import { at } from './places.ts';

/** What is allowed but probably not meant: reports that nobody is asked for, digests that nobody reads, names twice. */
export function findGaps(stated: StatedOrganization, after: OrganizationFile): Problem[] {
  const warnings: Problem[] = [];
  const contacts = new Set<string>();
  const headed = new Set<string>();
  const led = new Set<string>();
  for (const post of after.posts) {
    if (post.holder === undefined) continue;
    if ('unit' in post && post.role === 'contact') contacts.add(post.unit);
    if ('unit' in post && post.role === 'superior') headed.add(post.unit);
    if ('body' in post && post.role === 'leader') led.add(post.body);
  }
  const kinds = new Set(after.forms.map((form) => form.reporters.kind));
  const silent = after.units.filter(
    (unit) => kinds.has(unit.kind) && unit.until === undefined && !contacts.has(unit.code),
  );
  if (silent.length > 0) {
    const message = `${silent.length} đơn vị phải báo cáo chưa có đầu mối (contact): ${listSome(silent.map((unit) => unit.name))}`;
    warnings.push({ path: 'posts', message });
  }
  const signed = new Set(after.forms.flatMap((form) => (form.signoff ? [form.reporters.kind] : [])));
  const unsigned = after.units.filter(
    (unit) => signed.has(unit.kind) && unit.until === undefined && !headed.has(unit.code),
  );
  if (unsigned.length > 0) {
    const message = `${unsigned.length} đơn vị có báo cáo cần duyệt mà chưa có người duyệt (superior của chính đơn vị), báo cáo của các đơn vị này không qua duyệt: ${listSome(unsigned.map((unit) => unit.name))}`;
    warnings.push({ path: 'posts', message });
  }
  const stray = findStray(after);
  if (stray.length > 0) {
    const message = `${stray.length} đơn vị được cộng (sums) không nằm dưới đơn vị báo cáo nào, số liệu của các đơn vị này không vào báo cáo: ${listSome(stray)}`;
    warnings.push({ path: 'units', message });
  }
  for (const { body, units } of findOutOfSight(after)) {
    const message = `${units.length} đơn vị phải báo cáo không nằm dưới đơn vị của ${body} (parent), nên cơ quan này không xem được báo cáo của: ${listSome(units)}`;
    warnings.push({ path: 'units', message });
  }
  for (const code of new Set(after.forms.flatMap((form) => form.receivers))) {
    if (led.has(code)) continue;
    warnings.push({ path: 'posts', message: `cơ quan ${code} chưa có lãnh đạo (leader) nhận bản tổng hợp` });
  }
  const names = new Map<string, string>();
  const places = new Map(stated.units.map((row, index) => [row.code, index]));
  for (const unit of after.units) {
    // A new commune may well have the name of one that went into it.
    if (unit.until !== undefined) continue;
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

/** Names of units whose reports would be summed, but that have no reporting unit above them. */
function findStray({ units, forms }: OrganizationFile): readonly string[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const isBelow = (code: string | undefined, kind: string): boolean => {
    const above = code === undefined ? undefined : byCode.get(code);
    return above !== undefined && (above.kind === kind || isBelow(above.parent, kind));
  };
  const stray = forms.flatMap(({ reporters: { kind, sums } }) =>
    units.filter(
      (unit) => unit.kind === sums?.kind && unit.until === undefined && !isBelow(unit.parent, kind),
    ),
  );
  return [...new Set(stray.map((unit) => unit.name))];
}

/** By receiving body, the names of units that report to it and are not its own unit or below that: access goes by the tree. */
function findOutOfSight({ units, bodies, forms }: OrganizationFile) {
  const parentOf = new Map(units.map((unit) => [unit.code, unit.parent]));
  return bodies.flatMap((body) => {
    // Known of each unit after one look at it, however deep the tree.
    const known = new Map([[body.unit, true]]);
    const isWithin = (code: string | undefined): boolean => {
      if (code === undefined) return false;
      const within = known.get(code) ?? isWithin(parentOf.get(code));
      known.set(code, within);
      return within;
    };
    const received = forms.filter((form) => form.receivers.includes(body.code));
    const kinds = new Set(received.map((form) => form.reporters.kind));
    const hidden = units.filter(
      (unit) => kinds.has(unit.kind) && unit.until === undefined && !isWithin(unit.code),
    );
    return hidden.length === 0 ? [] : [{ body: body.code, units: hidden.map(({ name }) => name) }];
  });
}

function listSome(names: readonly string[]): string {
  return names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')}, …`;
}
