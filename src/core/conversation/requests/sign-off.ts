import { countFiles } from '../../attachments/attached.ts';
import type { Effect, Submission } from '../../effects.ts';
import type { FieldChange } from '../../forms/values.ts';
import type { FieldCode } from '../../ids.ts';
import type { Reply } from '../../replies.ts';
import { signOffKey } from '../../sign-off/notice-key.ts';
import { choiceToken } from '../choices.ts';
import type { Context, Duty, SentReport, UnitHead } from '../context.ts';
import { aboutDuty, itemsOf } from '../duties.ts';
import { EMPTY_DRAFT } from '../report/draft.ts';

/** Who is asked to sign off what the person is about to send: nobody where the person heads the unit. */
export function headsToAsk({ heads }: Duty, { person }: Context): readonly UnitHead[] {
  return heads.some((head) => head.person === person?.id) ? [] : heads;
}

/** Asks the heads for the revision that is being sent; one that still waits is not asked for any more. */
export function askHeads(
  context: Context,
  duty: Duty,
  submission: Submission,
  changes: readonly FieldChange[],
): readonly Effect[] {
  const { obligation, sent } = duty;
  const revision = submission.follows + 1;
  const withdrawn: readonly Effect[] =
    sent?.signOff?.state === 'waiting' ? [withdraw(duty, sent.revision)] : [];
  if (!submission.needsSignOff) return withdrawn;
  const { values, notes, nil, gaps, carriedOver, sameAsLast, source, informant } = submission;
  const by = context.person?.name ?? null;
  const shown = { revision, values, notes, nil, gaps, files: countFiles(duty.files), submittedBy: by };
  const report = { ...shown, ...(source === 'on-behalf' ? { onBehalf: { informant } } : {}) };
  return [
    ...withdrawn,
    {
      kind: 'notify',
      to: { kind: 'holders', role: 'superior', unit: duty.unit.code },
      key: signOffKey(obligation, revision),
      reply: requestReply(duty, report, { changes, carriedOver, sameAsLast }),
    },
  ];
}

/** That the heads need not be told of this revision any more, where they still are to be. */
export function withdraw({ obligation }: Duty, revision: number): Effect {
  return { kind: 'withdraw-notice', key: signOffKey(obligation, revision) };
}

type Shown = Pick<
  SentReport,
  'revision' | 'values' | 'notes' | 'nil' | 'gaps' | 'files' | 'submittedBy' | 'onBehalf'
>;

type Known = {
  readonly changes: readonly FieldChange[];
  readonly carriedOver: readonly FieldCode[];
  readonly sameAsLast: boolean;
};

/** `known`: what only the moment of sending knows. */
export function requestReply(
  duty: Duty,
  { revision, values, notes, nil, gaps, files, submittedBy, onBehalf }: Shown,
  known: Known = { changes: [], carriedOver: [], sameAsLast: false },
): Reply {
  const { form, obligation } = duty;
  return {
    kind: 'sign-off-request',
    about: aboutDuty(duty),
    by: submittedBy,
    revision,
    nil,
    sameAsLast: known.sameAsLast,
    items: itemsOf(form, { ...EMPTY_DRAFT, values, notes, carriedOver: known.carriedOver }),
    changes: known.changes,
    gaps: form.fields.filter((field) => gaps.includes(field.code)),
    files,
    ...(onBehalf ? { onBehalf } : {}),
    offers: [
      [
        { token: choiceToken('signapprove', obligation, String(revision)), label: 'sign-off' },
        { token: choiceToken('signreturn', obligation, String(revision)), label: 'return' },
      ],
    ],
  };
}
