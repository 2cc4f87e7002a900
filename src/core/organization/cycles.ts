type Coded = { readonly code: string };

/** The rows that lead back to themselves by `next`, each with its way round: `[a, b, a]`. */
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
        for (const member of members) cycles.set(member, [...members, code]);
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
