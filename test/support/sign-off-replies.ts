import type { FileCount } from '../../src/core/attachments/attached.ts';
import type { UnitHead } from '../../src/core/conversation/context.ts';
import type { FieldChange } from '../../src/core/forms/values.ts';
import { personId } from '../../src/core/ids.ts';
import type { About, Item, Offers, Reply } from '../../src/core/replies.ts';
import type { SignOffReply } from '../../src/core/replies/sign-off.ts';
import { at } from './conversation.ts';

const LONG_NAME = `Nguyễn ${'Thị Thanh '.repeat(6)}Trúc`;

export const MANY_HEADS: readonly UnitHead[] = [1, 2].map((id) => ({
  person: personId(id),
  name: LONG_NAME,
  linked: false,
}));

/** The samples of replies about reports that wait for the head of their unit, at their longest. */
export function signOffReplies(
  about: About,
  {
    items,
    changes,
    long,
    files,
  }: {
    readonly items: readonly Item[];
    readonly changes: readonly FieldChange[];
    readonly long: string;
    readonly files: FileCount;
  },
): { readonly [Kind in SignOffReply['kind']]: readonly Reply[] } {
  const offers: Offers = [];
  const by = LONG_NAME;
  const reason = long.slice(0, 500);
  const moment = at('25/8 16:00');
  const code = 'BC-ZZZZZZ.99';
  const gaps = items.map(({ field }) => field);
  const plain = items.map(({ field, value, note, carriedOver }) => ({
    field,
    value,
    note,
    source: undefined,
    understoodAs: undefined,
    carriedOver,
  }));
  const request = { kind: 'sign-off-request', about, by, files, offers } as const;
  const settled = { kind: 'sign-off-settled', about, offers } as const;
  const done = { kind: 'sign-off-done', about, offers } as const;
  const returned = { kind: 'report-returned', about, by, code, offers } as const;
  return {
    'sign-off-request': [
      { ...request, revision: 1, nil: false, sameAsLast: true, items: plain, changes: [], gaps: [] },
      {
        ...request,
        revision: 99,
        nil: true,
        sameAsLast: false,
        items: plain,
        changes,
        gaps,
        onBehalf: { informant: long.slice(0, 200) },
      },
      {
        ...request,
        by: null,
        revision: 1,
        nil: true,
        sameAsLast: false,
        items: [],
        changes: [],
        gaps: [],
        onBehalf: { informant: null },
      },
    ],
    'which-sign-off': [{ kind: 'which-sign-off', requests: Array.from({ length: 9 }, () => about), offers }],
    'return-question': [{ kind: 'return-question', about, offers }],
    'sign-off-done': [
      { ...done, outcome: 'approved', reason: null },
      { ...done, outcome: 'returned', reason },
      { ...done, outcome: 'returned', reason: null },
    ],
    'sign-off-settled': [
      { ...settled, settled: { state: 'approved', by, at: moment, reason: null } },
      { ...settled, settled: { state: 'returned', by, at: moment, reason } },
      { ...settled, settled: { state: 'timed-out', at: moment } },
    ],
    'sign-off-replaced': [{ kind: 'sign-off-replaced', about, offers }],
    'no-sign-off-waits': [{ kind: 'no-sign-off-waits', offers }],
    'sign-off-kept': [{ kind: 'sign-off-kept', offers }],
    'signed-off': [{ kind: 'signed-off', about, by, code, offers }],
    'report-returned': [
      { ...returned, reason, locked: false, onBehalf: false },
      { ...returned, reason: null, locked: true, onBehalf: false },
      { ...returned, reason, locked: false, onBehalf: true },
      { ...returned, reason, locked: true, onBehalf: true },
    ],
  };
}
