import type { Temporal } from 'temporal-polyfill';
import type { Submission } from '../effects.ts';
import { isStock, type Field } from '../forms/definition.ts';
import { difference, restNilValues } from '../forms/values.ts';
import { choiceToken } from './choices.ts';
import type { Context, Duty } from './context.ts';
import type { Draft } from './draft.ts';
import { aboutDuty, itemsOf, lastValues, lateMinutesAt, missingFields, openDuties } from './duties.ts';
import { fingerprint } from './fingerprint.ts';
import { receiptCode } from './receipt-code.ts';
import { showPreview } from './report.ts';
import { NOTHING_OPEN, turn, type Turn } from './turn.ts';

/**
 * [Gửi]: sends what was shown. A draft that changed since (by another person, on another phone) is shown again first,
 * a second tap after sending names the receipt, and required fields without a value are asked about once.
 */
export function confirmReport(context: Context, duty: Duty, shown: string): Turn {
  const { draft } = duty;
  if (!draft) return alreadySettled(duty);
  if (fingerprint(draft) !== shown) return showPreview(duty, draft);
  const known = new Set(duty.sent?.gaps);
  const gaps = missingFields(duty.form, draft.values).filter((field) => !known.has(field.code));
  return gaps.length > 0 ? askGaps(duty, draft, gaps) : submit(context, duty, draft);
}

/** A tap or word about a draft that is gone. */
export function alreadySettled(duty: Duty): Turn {
  if (!duty.sent) {
    return turn(NOTHING_OPEN, [
      {
        kind: 'nothing-sent-yet',
        about: aboutDuty(duty),
        offers: [
          [
            { token: choiceToken('nil', duty.obligation), label: 'nil' },
            { token: choiceToken('guide', duty.obligation), label: 'guide' },
          ],
        ],
      },
    ]);
  }
  const { revision, submittedAt } = duty.sent;
  return turn(NOTHING_OPEN, [
    {
      kind: 'already-sent',
      about: aboutDuty(duty),
      code: receiptCode(duty.obligation, revision),
      at: submittedAt,
      offers: [],
    },
  ]);
}

function askGaps(duty: Duty, draft: Draft, gaps: readonly Field[]): Turn {
  const shown = fingerprint(draft);
  return turn({ kind: 'gaps', obligation: duty.obligation, shown }, [
    {
      kind: 'gaps',
      about: aboutDuty(duty),
      fields: gaps,
      offers: [
        [{ token: choiceToken('gapnil', duty.obligation, shown), label: 'gap-nil' }],
        [
          { token: choiceToken('gapfill', duty.obligation, shown), label: 'gap-fill' },
          { token: choiceToken('gapsend', duty.obligation, shown), label: 'gap-send' },
        ],
      ],
    },
  ]);
}

/** The answers to the question about gaps; all three mean the draft that the question was about. */
export function settleGaps(
  context: Context,
  duty: Duty,
  answer: 'nil' | 'fill' | 'send',
  shown: string,
): Turn {
  const { draft } = duty;
  if (!draft) return alreadySettled(duty);
  if (fingerprint(draft) !== shown) return showPreview(duty, draft);
  if (answer === 'fill') {
    return turn(NOTHING_OPEN, [
      {
        kind: 'fill-in',
        about: aboutDuty(duty),
        fields: missingFields(duty.form, draft.values),
        offers: [[{ token: choiceToken('guide', duty.obligation), label: 'guide' }]],
      },
    ]);
  }
  if (answer === 'send') return submit(context, duty, draft);
  const rest = restNilValues(duty.form, draft.values, lastValues(duty));
  const carried = duty.form.fields
    .filter((field) => isStock(field) && field.code in rest)
    .map((field) => field.code);
  return submit(context, duty, {
    ...draft,
    values: { ...rest, ...draft.values },
    carriedOver: [...draft.carriedOver, ...carried],
  });
}

function submit(context: Context, duty: Duty, draft: Draft): Turn {
  const changes = duty.sent ? difference(duty.form, duty.sent.values, draft.values) : [];
  if (duty.sent && changes.length === 0) {
    return turn(
      NOTHING_OPEN,
      [{ kind: 'nothing-changed', about: aboutDuty(duty), offers: [] }],
      [{ kind: 'discard-draft', obligation: duty.obligation }],
    );
  }
  const submission = submissionOf(duty, draft, context.now);
  const revision = submission.follows + 1;
  const gaps = duty.form.fields.filter((field) => submission.gaps.includes(field.code));
  const isOther = (other: Duty) => other.obligation !== duty.obligation && !other.sent;
  return turn(
    NOTHING_OPEN,
    [
      {
        kind: 'receipt',
        about: aboutDuty(duty),
        code: receiptCode(duty.obligation, revision),
        at: context.now,
        lateMinutes: submission.lateMinutes,
        revision,
        nil: submission.nil,
        items: itemsOf(duty.form, draft),
        gaps,
        changes,
        stillOwed: openDuties(context).filter(isOther).map(aboutDuty),
        offers: [],
      },
    ],
    [
      { kind: 'submit-report', submission },
      { kind: 'discard-draft', obligation: duty.obligation },
    ],
  );
}

function submissionOf(duty: Duty, draft: Draft, now: Temporal.Instant): Submission {
  return {
    obligation: duty.obligation,
    follows: duty.sent?.revision ?? 0,
    values: draft.values,
    notes: draft.notes,
    carriedOver: draft.carriedOver,
    gaps: missingFields(duty.form, draft.values).map((field) => field.code),
    nil: draft.nil,
    sameAsLast: draft.sameAsLast,
    lateMinutes: duty.sent ? duty.sent.lateMinutes : lateMinutesAt(duty, now),
  };
}
