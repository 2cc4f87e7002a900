import type { Temporal } from 'temporal-polyfill';
import type { Problem } from '../errors.ts';
import type { Workbooks } from '../templates/check-workbook.ts';
import { checkForms } from './check-forms.ts';
import { checkPosts, type EarliestSince } from './check-posts.ts';
import { checkPredecessors, checkTimes } from './check-times.ts';
import { findCycles, firstOnCycles, wordCycle } from './cycles.ts';
import { findGaps } from './gaps.ts';
import type { OrganizationFile, StatedOrganization } from './organization-file.ts';
import { at, codesOf, SECTIONS, unknownCode } from './places.ts';
import { applyPlan, planImport, type ImportPlan } from './plan.ts';

export type ImportCheck =
  | { readonly ok: true; readonly plan: ImportPlan; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Whether `stated` fits itself and what stands, and if so what it does. Every fault carries the path in the file; one fault
 * refuses the whole file. `workbooks`: those of its templates that came with it.
 */
export function checkImport(
  current: OrganizationFile,
  stated: StatedOrganization,
  today: Temporal.PlainDate,
  earliestSince: EarliestSince,
  workbooks: Workbooks = new Map(),
): ImportCheck {
  const plan = planImport(current, stated, today);
  const after = applyPlan(plan, current);
  const forms = checkForms(current, stated, after, workbooks);
  const problems = [
    ...findDuplicates(current, stated),
    ...checkUnits(stated, after),
    ...checkTimes(stated, after, today),
    ...checkPredecessors(stated, after),
    ...checkBodies(stated, after),
    ...checkPeople(stated, after),
    ...checkPosts({ current, stated, after, today, earliestSince }),
    ...forms.problems,
  ];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, plan, warnings: [...forms.warnings, ...findGaps(stated, after)] };
}

/** The faults of a salvaged file outside the rows that are at fault already. */
export function checkSalvaged(
  current: OrganizationFile,
  salvaged: StatedOrganization,
  today: Temporal.PlainDate,
  earliestSince: EarliestSince,
  known: readonly Problem[],
): readonly Problem[] {
  const check = checkImport(current, salvaged, today, earliestSince);
  if (check.ok) return [];
  const broken = new Set(known.map((problem) => rowOf(problem.path)));
  return check.problems.filter((problem) => !broken.has(rowOf(problem.path)));
}

/** `forms[0].fields[2].type` → `forms[0]` */
function rowOf(path: string): string {
  return /^\w+\[\d+\]/.exec(path)?.[0] ?? path;
}

/** People type codes in any case, so two codes that differ in case only are the same. */
function findDuplicates(current: OrganizationFile, stated: StatedOrganization): Problem[] {
  const problems: Problem[] = [];
  for (const section of SECTIONS) {
    const known = new Map(current[section].map((row) => [row.code.toLowerCase(), row.code]));
    const seen = new Map<string, number>();
    stated[section].forEach((row, index) => {
      const key = row.code.toLowerCase();
      const first = seen.get(key);
      const standing = known.get(key);
      if (first !== undefined) {
        const message = `mã ${row.code} đã dùng ở ${at(section, first)}; mỗi dòng cần một mã riêng${section === 'posts' ? ' (một chức danh chỉ có một người giữ)' : ''}`;
        problems.push({ path: at(section, index, 'code'), message });
      } else if (standing !== undefined && standing !== row.code) {
        const message = `mã ${row.code} chỉ khác mã đang có ${standing} ở chữ hoa, chữ thường; xin ghi đúng ${standing}`;
        problems.push({ path: at(section, index, 'code'), message });
      }
      seen.set(key, first ?? index);
    });
  }
  return problems;
}

function checkUnits(stated: StatedOrganization, after: OrganizationFile): Problem[] {
  const problems: Problem[] = [];
  const units = new Map(after.units.map((unit) => [unit.code, unit]));
  const cycles = firstOnCycles(
    stated.units,
    findCycles(after.units, ({ parent }) => (parent === undefined ? [] : [parent])),
  );
  stated.units.forEach((row, index) => {
    const unit = units.get(row.code);
    if (unit === undefined) return;
    if (unit.parent !== undefined && !units.has(unit.parent)) {
      problems.push({
        path: at('units', index, 'parent'),
        message: unknownCode('đơn vị', unit.parent, 'units'),
      });
    }
    const cycle = cycles.get(row);
    if (cycle !== undefined) {
      const message = `cấp trên đi vòng tròn: ${wordCycle(cycle)}; xin sửa parent của một đơn vị trong vòng`;
      problems.push({ path: at('units', index, 'parent'), message });
    }
  });
  return problems;
}

function checkBodies(stated: StatedOrganization, after: OrganizationFile): Problem[] {
  const units = codesOf(after.units);
  return stated.bodies.flatMap((body, index) =>
    units.has(body.unit)
      ? []
      : [{ path: at('bodies', index, 'unit'), message: unknownCode('đơn vị', body.unit, 'units') }],
  );
}

function checkPeople(stated: StatedOrganization, after: OrganizationFile): Problem[] {
  const owners = new Map<string, string[]>();
  for (const person of after.people) {
    if (person.phone === undefined) continue;
    const number = localNumber(person.phone);
    owners.set(number, [...(owners.get(number) ?? []), person.code]);
  }
  return stated.people.flatMap((person, index) => {
    if (person.phone === undefined || person.phone === null) return [];
    const others = (owners.get(localNumber(person.phone)) ?? []).filter((code) => code !== person.code);
    if (others.length === 0) return [];
    const message = `số điện thoại này đã ghi cho ${others.join(', ')}; mỗi người một số, xin sửa hoặc bỏ một bên`;
    return [{ path: at('people', index, 'phone'), message }];
  });
}

/** +84 912… and 0912… are one number. */
function localNumber(phone: string): string {
  return phone.replace(/^\+84/, '0');
}
