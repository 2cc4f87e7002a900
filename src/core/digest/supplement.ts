import type { Value } from '../forms/definition.ts';
import { sameValue } from '../forms/values.ts';
import type { FieldCode, UnitCode } from '../ids.ts';
import type { DigestFigures, IndicatorFigures } from './figures.ts';

export type IndicatorChange = {
  readonly code: FieldCode;
  readonly label: string;
  readonly before: Value | null;
  readonly after: Value | null;
  readonly target: number | null;
  /** Whether the target is met now, where that is new; null: as before, or no target. */
  readonly met: boolean | null;
  readonly units: readonly {
    readonly unit: UnitCode;
    readonly before: Value | null;
    readonly after: Value | null;
  }[];
};

type Said = DigestFigures['texts'][number];

/** What a digest that was sent did not say yet, or said otherwise. */
export type DigestChanges = {
  readonly expected: readonly [before: number, after: number];
  readonly received: readonly [before: number, after: number];
  /** Missing before, and no longer so: the report came. */
  readonly came: readonly UnitCode[];
  /** Excused since, with the reason. */
  readonly excused: readonly { readonly unit: UnitCode; readonly reason: string }[];
  /** Missing now and not before: excused no longer, or added. */
  readonly missing: readonly UnitCode[];
  readonly indicators: readonly IndicatorChange[];
  readonly said: readonly Said[];
  readonly unsaid: readonly Said[];
};

/**
 * What changed about a period since `sent`; undefined for nothing. Comparisons with other periods are left out: a correction there
 * is told of by its own supplement. Units and fields in the order of the figures.
 */
export function changesBetween(sent: DigestFigures, now: DigestFigures): DigestChanges | undefined {
  const wasMissing = new Set(sent.missing);
  const isMissing = new Set(now.missing);
  const wasExcused = new Set(sent.exempt?.map(({ unit, reason }) => `${unit} ${reason}`));
  const excused = (now.exempt ?? []).filter(({ unit, reason }) => !wasExcused.has(`${unit} ${reason}`));
  const left = new Set(now.exempt?.map(({ unit }) => unit));
  const changes: DigestChanges = {
    expected: [sent.expected, now.expected],
    received: [sent.received, now.received],
    came: sent.missing.filter((unit) => !isMissing.has(unit) && !left.has(unit)),
    excused,
    missing: now.missing.filter((unit) => !wasMissing.has(unit)),
    indicators: now.indicators.flatMap((indicator) => changeOf(sent, indicator)),
    said: without(now.texts, sent.texts),
    unsaid: without(sent.texts, now.texts),
  };
  const isNothing =
    sent.expected === now.expected &&
    sent.received === now.received &&
    [changes.came, excused, changes.missing, changes.indicators, changes.said, changes.unsaid].every(
      (list) => list.length === 0,
    );
  return isNothing ? undefined : changes;
}

function changeOf(sent: DigestFigures, now: IndicatorFigures): readonly IndicatorChange[] {
  const before = sent.indicators.find(({ code }) => code === now.code);
  const valuesBefore = new Map(before?.units.map(({ unit, value }) => [unit, value]));
  const valuesNow = new Map(now.units.map(({ unit, value }) => [unit, value]));
  const units = [...new Set([...valuesNow.keys(), ...valuesBefore.keys()])].flatMap((unit) => {
    const [was, is] = [valuesBefore.get(unit) ?? null, valuesNow.get(unit) ?? null];
    return sameValue(was, is) ? [] : [{ unit, before: was, after: is }];
  });
  if (units.length === 0) return [];
  const { code, label, total, target, met } = now;
  return [
    {
      code,
      label,
      before: before?.total ?? null,
      after: total,
      target,
      met: met === (before?.met ?? null) ? null : met,
      units,
    },
  ];
}

/** The texts of the one list that are not in the other, each as often as it is there more. */
function without(texts: readonly Said[], others: readonly Said[]): readonly Said[] {
  const keyOf = ({ unit, field, text }: Said) => JSON.stringify([unit, field, text]);
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return texts.filter((text) => {
    const count = left.get(keyOf(text)) ?? 0;
    if (count > 0) left.set(keyOf(text), count - 1);
    return count === 0;
  });
}
