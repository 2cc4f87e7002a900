import type { Temporal } from 'temporal-polyfill';
import { countFiles } from '../../attachments/attached.ts';
import type { Effect, Submission } from '../../effects.ts';
import type { Field } from '../../forms/definition.ts';
import { difference } from '../../forms/values.ts';
import { choiceToken } from '../choices.ts';
import type { Context, Duty, UnitHead } from '../context.ts';
import { hasContent, type Draft } from './draft.ts';
import {
  aboutDuty,
  draftOf,
  isReturned,
  itemsOf,
  lateMinutesAt,
  missingFields,
  openDuties,
  waitsFor,
} from '../duties.ts';
import { askHeads, headsToAsk } from '../requests/sign-off.ts';
import { askField } from './guided.ts';
import { shownMark } from './hamlet-news.ts';
import { holdsPersonal } from './privacy-question.ts';
import { punctualRun } from './punctual.ts';
import { receiptCode } from './receipt-code.ts';
import { nothingSentYet, proceed, restNilDraft, unusualFields } from './report.ts';
import { tellFed } from './tell-fed.ts';
import { NOTHING_OPEN, turn, type Turn } from '../turn.ts';

/**
 * [Gửi]: sends what was shown. A draft that changed since (by another person, on another phone) is shown again first,
 * a second tap after sending names the receipt, and required fields without a value are asked about once.
 */
export function confirmReport(context: Context, duty: Duty, shown: string): Turn {
  const { draft } = duty;
  if (!draft || !hasContent(draft)) return alreadySettled(duty);
  if (shownMark(duty, draft) !== shown) return showChanged(duty, draft);
  if (holdsPersonal(draft)) return proceed(duty, { draft, questions: [] });
  const known = new Set(duty.sent?.gaps);
  const gaps = missingFields(duty.form, draft.values).filter((field) => !known.has(field.code));
  // "Không phát sinh" speaks of every field; a stock that was never reported is named as missing in preview and receipt.
  return gaps.length > 0 && !draft.nil ? askGaps(duty, draft, gaps) : submit(context, duty, draft);
}

/** A tap or word about a draft that is gone. */
export function alreadySettled(duty: Duty): Turn {
  if (!duty.sent) return nothingSentYet(duty);
  // What its head returned waits to be sent again.
  if (isReturned(duty)) return proceed(duty, { draft: draftOf(duty), questions: [] });
  const { revision, submittedAt, signOff } = duty.sent;
  return turn(NOTHING_OPEN, [
    {
      kind: 'already-sent',
      about: aboutDuty(duty),
      code: receiptCode(duty.obligation, revision),
      at: submittedAt,
      signOff,
      waitsFor: waitsFor(duty.sent, duty.heads),
      offers: [],
    },
  ]);
}

/** The draft is not what was confirmed: it is shown as it stands, and says so. */
function showChanged(duty: Duty, draft: Draft): Turn {
  const shown = proceed(duty, { draft, questions: [] });
  return {
    ...shown,
    replies: shown.replies.map((reply) =>
      reply.kind === 'preview' ? { ...reply, changedSince: true } : reply,
    ),
  };
}

/** One question names all gaps, what is usual there, and what "không phát sinh" would leave as it was. */
function askGaps(duty: Duty, draft: Draft, gaps: readonly Field[]): Turn {
  const shown = shownMark(duty, draft);
  const filled = restNilDraft(duty, draft);
  const isGap = ({ field }: { readonly field: Field }) => gaps.includes(field);
  const unfilled = gaps.filter((field) => filled.values[field.code] === undefined);
  return turn({ kind: 'gaps', obligation: duty.obligation, shown }, [
    {
      kind: 'gaps',
      about: aboutDuty(duty),
      fields: gaps,
      usual: unusualFields(duty, filled).filter(isGap),
      kept: itemsOf(duty.form, filled).filter((item) => item.carriedOver && isGap(item)),
      unfilled,
      offers: [
        ...(unfilled.length < gaps.length
          ? [[{ token: choiceToken('gapnil', duty.obligation, shown), label: 'gap-nil' } as const]]
          : []),
        [
          { token: choiceToken('gapfill', duty.obligation, shown), label: 'gap-fill' },
          { token: choiceToken('gapsend', duty.obligation, shown), label: 'gap-send' },
        ],
      ],
    },
  ]);
}

/** The answers to the question about gaps; all mean the draft that the question was about. `show`: none, but not yet a word to send. */
export function settleGaps(
  context: Context,
  duty: Duty,
  answer: 'nil' | 'show' | 'fill' | 'send',
  shown: string,
): Turn {
  const { draft } = duty;
  if (!draft || !hasContent(draft)) return alreadySettled(duty);
  if (shownMark(duty, draft) !== shown) return showChanged(duty, draft);
  switch (answer) {
    case 'fill': {
      const missing = missingFields(duty.form, draft.values);
      const [only] = missing;
      if (only && missing.length === 1) return askField(duty, skipOthers(duty, draft, only), only);
      return turn({ kind: 'report', obligation: duty.obligation }, [
        {
          kind: 'fill-in',
          about: aboutDuty(duty),
          fields: missing,
          offers: [[{ token: choiceToken('guide', duty.obligation), label: 'guide' }]],
        },
      ]);
    }
    case 'send':
      return submit(context, duty, draft);
    case 'show': {
      // What is usual there was named in the question.
      const filled = restNilDraft(duty, draft);
      const added = Object.keys(filled.values).filter((code) => !(code in draft.values));
      const confirmed = [...draft.confirmed, ...added];
      return proceed(duty, { draft: { ...filled, confirmed }, questions: [] });
    }
    case 'nil':
      return submit(context, duty, restNilDraft(duty, draft));
  }
}

/** One gap is asked for alone; nothing else is asked behind it. */
function skipOthers(duty: Duty, draft: Draft, { code }: Field): Draft {
  const others = duty.form.fields.filter(
    (field) => field.code !== code && draft.values[field.code] === undefined,
  );
  return { ...draft, skipped: others.map((field) => field.code) };
}

/** Sends what was not shown before: the receipt shows it. */
export function sendUnshown(context: Context, duty: Duty, draft: Draft): Turn {
  const sent = submit(context, duty, draft);
  return {
    ...sent,
    replies: sent.replies.map((reply) => (reply.kind === 'receipt' ? { ...reply, isUnshown: true } : reply)),
  };
}

function submit(context: Context, duty: Duty, draft: Draft): Turn {
  const changes = duty.sent ? difference(duty.form, duty.sent.values, draft.values) : [];
  if (duty.sent && changes.length === 0 && !isReturned(duty))
    return proceed(duty, { draft: { ...draft, unclear: [] }, questions: [] });
  const heads = headsToAsk(duty, context);
  const submission = submissionOf(duty, draft, heads.length > 0, context.now);
  const revision = submission.follows + 1;
  const gaps = duty.form.fields.filter((field) => submission.gaps.includes(field.code));
  const code = receiptCode(duty.obligation, revision);
  const run = punctualRun(duty, submission.lateMinutes);
  const owes = (other: Duty) =>
    !other.entrusted && other.obligation !== duty.obligation && !other.sent && !other.exempt;
  return turn(
    NOTHING_OPEN,
    [
      {
        kind: 'receipt',
        about: aboutDuty(duty),
        code,
        at: context.now,
        lateMinutes: submission.lateMinutes,
        revision,
        nil: submission.nil,
        items: itemsOf(duty.form, draft),
        gaps,
        changes,
        files: countFiles(duty.files),
        stillOwed: duty.entrusted ? [] : openDuties(context).filter(owes).map(aboutDuty),
        ...(duty.entrusted ? { onBehalf: true } : {}),
        ...(heads.length > 0 ? { waitsFor: heads } : {}),
        ...(run === undefined ? {} : { punctual: { run, period: duty.form.period } }),
        offers: [],
      },
    ],
    [
      { kind: 'submit-report', submission },
      { kind: 'discard-draft', obligation: duty.obligation },
      ...(duty.entrusted ? [tellUnit(context, duty, draft, submission, heads)] : []),
      ...askHeads(context, duty, submission, changes),
      ...tellFed(duty, submission),
      ...(duty.files.some((file) => !file.sent)
        ? [{ kind: 'send-files', obligation: duty.obligation, revision } as const]
        : []),
    ],
  );
}

/** The unit's people learn what was entered for them. */
function tellUnit(
  context: Context,
  duty: Duty,
  draft: Draft,
  submission: Submission,
  heads: readonly UnitHead[],
): Effect {
  const code = receiptCode(duty.obligation, submission.follows + 1);
  return {
    kind: 'notify',
    to: { kind: 'holders', role: 'contact', unit: duty.unit.code },
    key: `on behalf ${code}`,
    reply: {
      kind: 'entered-on-behalf',
      about: aboutDuty(duty),
      by: context.person?.name ?? '',
      informant: submission.informant,
      code,
      nil: submission.nil,
      items: itemsOf(duty.form, draft),
      changes: duty.sent ? difference(duty.form, duty.sent.values, draft.values) : [],
      gaps: duty.form.fields.filter((field) => submission.gaps.includes(field.code)),
      ...(heads.length > 0 ? { waitsFor: heads } : {}),
      offers: [],
    },
  };
}

function submissionOf(duty: Duty, draft: Draft, needsSignOff: boolean, now: Temporal.Instant): Submission {
  return {
    obligation: duty.obligation,
    follows: duty.sent?.revision ?? 0,
    values: draft.values,
    notes: draft.notes,
    carriedOver: draft.carriedOver,
    gaps: missingFields(duty.form, draft.values).map((field) => field.code),
    source: duty.entrusted ? 'on-behalf' : 'chat',
    informant: duty.entrusted && draft.informant ? draft.informant : null,
    needsSignOff,
    nil: draft.nil,
    sameAsLast: draft.sameAsLast,
    lateMinutes: duty.sent ? duty.sent.lateMinutes : lateMinutesAt(duty, now),
  };
}
