import type { Chance } from '../sample/chance.ts';

/** How a contact writes a report. */
export type Style = 'short' | 'sentence' | 'list' | 'guided';

/** How a contact of the simulation goes about reporting; the same for all weeks. */
export type Habit = {
  /** The how-manieth message about a report makes them begin: 1 is the opening notice. */
  readonly startsAtMessage: number;
  readonly style: Style;
  /** Minutes between that message and the report. */
  readonly delayMinutes: { readonly least: number; readonly most: number };
  /** One report in so many is forgotten until the next message. */
  readonly forgetsOneIn: number;
  /** One report in so many is written with a slip that the preview shows. */
  readonly slipsOneIn: number;
};

const STYLES: readonly Style[] = ['short', 'short', 'sentence', 'list', 'guided'];

/** Half report when the period opens or at the first reminder, most of the rest at the last one, some when they are late. */
export function inventHabit(chance: Chance): Habit {
  const startsAtMessage = chance.pick([1, 1, 2, 2, 2, 3, 3, 3, 3, 4]) ?? 2;
  return {
    startsAtMessage,
    style: chance.pick(STYLES) ?? 'short',
    delayMinutes: startsAtMessage >= 3 ? { least: 5, most: 170 } : { least: 5, most: 2 * 24 * 60 },
    forgetsOneIn: chance.between(6, 30),
    slipsOneIn: chance.between(8, 25),
  };
}

/** What befalls a contact in one week. */
export type Week = 'present' | 'on-leave' | 'blocks';

export function inventWeekOf(chance: Chance): Week {
  if (chance.oneIn(30)) return 'on-leave';
  return chance.oneIn(150) ? 'blocks' : 'present';
}
