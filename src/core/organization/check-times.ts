import type { Temporal } from 'temporal-polyfill';
import type { Problem } from '../errors.ts';
import { findCycles, firstOnCycles, wordCycle } from './cycles.ts';
import type { OrganizationFile, StatedOrganization } from './organization-file.ts';
import { at, unknownCode } from './places.ts';

/** Faults of the days of units and bodies: when they exist, and until when they bore other names. */
export function checkTimes(
  stated: StatedOrganization,
  after: OrganizationFile,
  today: Temporal.PlainDate,
): Problem[] {
  return (['units', 'bodies'] as const).flatMap((section) => {
    const rows = new Map(after[section].map((row) => [row.code, row]));
    return stated[section].flatMap((row, index): Problem[] => {
      const { from, until, was = [] } = rows.get(row.code) ?? {};
      const ended =
        from !== undefined && until !== undefined && until <= from
          ? [
              {
                path: at(section, index, 'until'),
                message: `ngày kết thúc ${until} phải sau ngày bắt đầu ${from}`,
              },
            ]
          : [];
      const names = was.flatMap((name, place): Problem[] => {
        const path = at(section, index, 'was', place, 'until');
        const earlier = was[place - 1]?.until;
        if (name.until > today.toString()) {
          return [{ path, message: `ngày đổi tên ${name.until} còn ở tương lai; xin nhập lại từ ngày đó` }];
        }
        return earlier !== undefined && name.until <= earlier
          ? [
              {
                path,
                message: `ngày ${name.until} phải sau ngày của tên trước đó ${earlier}; xin xếp tên cũ nhất trước`,
              },
            ]
          : [];
      });
      return [...ended, ...names];
    });
  });
}

/** A predecessor is another unit, which has ended; none is its own. */
export function checkPredecessors(stated: StatedOrganization, after: OrganizationFile): Problem[] {
  const units = new Map(after.units.map((unit) => [unit.code, unit]));
  const onCycle = findCycles(after.units, ({ predecessors = [] }) => predecessors);
  const firsts = firstOnCycles(stated.units, onCycle);
  return stated.units.flatMap((row, index): Problem[] => {
    const { predecessors = [] } = units.get(row.code) ?? {};
    const cycle = firsts.get(row);
    if (cycle !== undefined) {
      const message = `đơn vị trước đây đi vòng tròn: ${wordCycle(cycle)}; xin sửa predecessors của một đơn vị trong vòng`;
      return [{ path: at('units', index, 'predecessors'), message }];
    }
    if (onCycle.has(row.code)) return [];
    return predecessors.flatMap((code, place): Problem[] => {
      const path = at('units', index, 'predecessors', place);
      const predecessor = units.get(code);
      if (predecessor === undefined) return [{ path, message: unknownCode('đơn vị', code, 'units') }];
      if (predecessors.indexOf(code) < place)
        return [{ path, message: `mã ${code} ghi hai lần; xin bỏ một` }];
      return predecessor.until === undefined
        ? [{ path, message: `đơn vị ${code} chưa có ngày kết thúc; xin ghi until cho ${code} trong units` }]
        : [];
    });
  });
}
