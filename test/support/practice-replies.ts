import type { About, Item, Reply } from '../../src/core/replies.ts';
import type { PracticeReply } from '../../src/core/replies/practice.ts';

const ENDS = ['said', 'silence', 'real-report', 'old-button', 'not-begun'] as const;

/** What is said of practice, about a report and with values as long as one can hold. */
export function practiceExamples(about: About, items: readonly Item[]) {
  const offers: Reply['offers'] = [];
  const gaps = items.map(({ field }) => field);
  return {
    practice: [{ kind: 'practice', said: { kind: 'edit-hint', about, example: 'hg 5/6', offers }, offers }],
    'practice-begun': [{ kind: 'practice-begun', about, example: 'hg 5/6', offers }],
    'practice-unavailable': [
      { kind: 'practice-unavailable', reports: true, offers },
      { kind: 'practice-unavailable', reports: false, offers },
    ],
    'practice-receipt': [
      { kind: 'practice-receipt', about, nil: false, items, gaps, due: [about, about], offers },
      { kind: 'practice-receipt', about, nil: true, items, gaps: [], due: [], offers },
    ],
    'practice-over': ENDS.map((why) => ({ kind: 'practice-over', why, offers }) as const),
  } satisfies Record<Exclude<PracticeReply['kind'], 'practice-files'>, readonly Reply[]>;
}
