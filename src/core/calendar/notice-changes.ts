import { holidaysOfYear, type Holiday, type Holidays } from './holidays.ts';

/** What a notice changes in its year's days, each in the order of the year. */
export type NoticeChanges = {
  readonly added: readonly Holiday[];
  /** Listed before, and not any more: ordinary days from now on. */
  readonly removed: readonly Holiday[];
  /** The same day with another kind, name, source or standing. */
  readonly changed: readonly { readonly before: Holiday; readonly after: Holiday }[];
};

/** How the special days of a year differ between two calendars. */
export function changesOfYear(year: number, before: Holidays, after: Holidays): NoticeChanges {
  const old = holidaysOfYear(year, before);
  const now = holidaysOfYear(year, after);
  return {
    added: now.filter((one) => sameDay(old, one) === undefined),
    removed: old.filter((one) => sameDay(now, one) === undefined),
    changed: now.flatMap((one) => {
      const known = sameDay(old, one);
      return known === undefined || isSame(known, one) ? [] : [{ before: known, after: one }];
    }),
  };
}

function sameDay(days: readonly Holiday[], { date }: Holiday): Holiday | undefined {
  return days.find((other) => other.date.equals(date));
}

function isSame(one: Holiday, other: Holiday): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    one.source === other.source &&
    one.announced === other.announced
  );
}
