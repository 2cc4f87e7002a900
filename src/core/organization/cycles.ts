type Coded = { readonly code: string };

/** The rows that lead back to themselves by `next`, each with the way round that it lies on: `[a, b, a]`. Rows of one way share it. */
export function findCycles<T extends Coded>(
  rows: readonly T[],
  next: (row: T) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const settled = new Set<string>();
  const cycles = new Map<string, readonly string[]>();
  for (const { code: start } of rows) {
    // A list of those to go on with at each step: a chain may be deeper than calls can be nested.
    const way: { readonly code: string; readonly ahead: string[] }[] = [];
    const onWay = new Set<string>();
    const enter = (code: string) => {
      const row = byCode.get(code);
      if (row === undefined || settled.has(code)) return;
      if (onWay.has(code)) {
        const codes = way.map((step) => step.code);
        const members = codes.slice(codes.indexOf(code));
        const round = [...members, code];
        for (const member of members) cycles.set(member, round);
        return;
      }
      onWay.add(code);
      way.push({ code, ahead: [...next(row)] });
    };
    enter(start);
    for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
      const ahead = step.ahead.shift();
      if (ahead !== undefined) {
        enter(ahead);
        continue;
      }
      way.pop();
      onWay.delete(step.code);
      settled.add(step.code);
    }
  }
  return cycles;
}

/** Of the given rows, the first that lies on each way round: one fault a cycle, for one change mends it. */
export function firstOnCycles<T extends Coded>(
  rows: readonly T[],
  cycles: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<T, readonly string[]> {
  const told = new Set<readonly string[]>();
  return new Map(
    rows.flatMap((row): [T, readonly string[]][] => {
      const round = cycles.get(row.code);
      if (round === undefined || told.has(round)) return [];
      told.add(round);
      return [[row, round]];
    }),
  );
}

/** More members of a cycle tell nobody where to mend it. */
const MOST_SHOWN = 8;

/** `a → b → c → a`; the middle of a long way round is only counted. */
export function wordCycle(round: readonly string[]): string {
  const left = round.length - MOST_SHOWN;
  const shown =
    left <= 1 ? round : [...round.slice(0, MOST_SHOWN - 2), `… (${left} đơn vị nữa) …`, ...round.slice(-2)];
  return shown.join(' → ');
}
