import type { Temporal } from 'temporal-polyfill';
import type { UnitView } from '../conversation/context.ts';
import type { Reach } from '../reach.ts';

/** A unit whose report has not come, or came late. */
export type OwingUnit = {
  readonly unit: UnitView;
  /** The name of the unit that it is below; null: of none. */
  readonly group: string | null;
  /** How often it was reminded; the news that the period opened is none. */
  readonly reminders: number;
  /** How far the last of these reminders came; null: there was none. */
  readonly lastReach: Reach | null;
  /** When it said that the report comes. Null: it did not. */
  readonly promised: Temporal.Instant | null;
  /** Null: the report has not come. */
  readonly lateMinutes: number | null;
};

/** Who owes a report of a period, and who was late with it. */
export type Owing = {
  readonly expected: number;
  /** In the organisation's order. */
  readonly missing: readonly OwingUnit[];
  readonly late: readonly OwingUnit[];
  /** How many had not reported when the digest went out; null: it is of now. */
  readonly missingThen: number | null;
};

/** Names on a page; more stand on the next ones. */
export const NAMES_A_PAGE = 15;

/** The units on a page, those that have not reported first, and how many are left behind it, by the unit that they are below. */
export type OwingPage = {
  readonly page: number;
  readonly pages: number;
  readonly missing: readonly OwingUnit[];
  readonly late: readonly OwingUnit[];
  readonly left: readonly {
    readonly group: string | null;
    readonly missing: number;
    readonly late: number;
  }[];
};

export function owingPage({ missing, late }: Owing, wanted: number): OwingPage {
  const all = [...missing, ...late];
  const pages = Math.max(1, Math.ceil(all.length / NAMES_A_PAGE));
  const page = Math.min(Math.max(1, wanted), pages);
  const shown = all.slice((page - 1) * NAMES_A_PAGE, page * NAMES_A_PAGE);
  const behind = Map.groupBy(all.slice(page * NAMES_A_PAGE), ({ group }) => group);
  const left = [...behind].map(([group, units]) => {
    const absent = units.filter(isMissing).length;
    return { group, missing: absent, late: units.length - absent };
  });
  return {
    page,
    pages,
    missing: shown.filter(isMissing),
    late: shown.filter((one) => !isMissing(one)),
    left: left.toSorted((one, other) => other.missing + other.late - one.missing - one.late),
  };
}

function isMissing({ lateMinutes }: OwingUnit): boolean {
  return lateMinutes === null;
}
