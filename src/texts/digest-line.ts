import type { RichText } from '../core/messages.ts';

/** A line of a digest that can be left for the next page. */
export type DigestLine = {
  readonly text: RichText;
  /** Stands below it where there is room, by a weight of its own; else `alone` on the next page. */
  readonly detail: { readonly text: RichText; readonly weight: number; readonly alone: RichText } | undefined;
  /** The heading that it stands under. */
  readonly section: string;
  /** The highest stay on the first page. */
  readonly weight: number;
  /** What is missed without it. */
  readonly indicators: number;
  readonly opinions: number;
  readonly belowTarget: number;
};

/** What can wait for the next page: texts before figures, figures that say nothing new before those that do. */
export const WEIGHT = {
  missed: 100,
  aimed: 95,
  differs: 92,
  changed: 90,
  outlier: 88,
  same: 85,
  none: 84,
  unknown: 83,
  succession: 82,
  firstOpinion: 80,
  models: 76,
  belowMissed: 75,
  nilStreak: 72,
  opinion: 70,
  explanation: 78,
  belowMet: 60,
  agrees: 58,
  signal: 50,
};

/** A line with nothing below it, that stands for no indicator and no opinion. */
export function plain(text: RichText, section: string, weight: number): DigestLine {
  return { text, detail: undefined, section, weight, indicators: 0, opinions: 0, belowTarget: 0 };
}
