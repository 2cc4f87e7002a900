import { choiceToken } from './choices.ts';
import type { Context, Duty } from './context.ts';
import { isEmptyDraft } from './draft.ts';
import { aboutDuty, openDuties } from './duties.ts';
import { nilDraft, proceed, sameAsLastDraft, usuallyReported } from './report.ts';
import type { State } from './state.ts';
import { aside, turn, type Turn } from './turn.ts';

/** Asks which report a message is for; the message waits in the question. */
export function pickDuty(duties: readonly Duty[], text: string): Turn {
  const abouts = duties.map((duty) => ({
    token: choiceToken('pick', duty.obligation),
    about: aboutDuty(duty),
  }));
  return turn({ kind: 'which-duty', text }, [
    {
      kind: 'which-duty',
      duties: abouts.map(({ about }) => about),
      offers: abouts.map(({ token, about }) => [{ token, label: { kind: 'duty', about } }]),
    },
  ]);
}

/** A nil report; one concrete question comes first where the unit's usual period is not empty. */
export function nilReport(duty: Duty): Turn {
  const field = usuallyReported(duty);
  if (!field) return confirmedNil(duty);
  return turn({ kind: 'unusual-nil', obligation: duty.obligation }, [
    {
      kind: 'unusual-nil',
      about: aboutDuty(duty),
      field,
      offers: [
        [
          { token: choiceToken('nilyes', duty.obligation), label: 'nil-yes' },
          { token: choiceToken('nilno', duty.obligation), label: 'nil-no' },
        ],
      ],
    },
  ]);
}

export function confirmedNil(duty: Duty): Turn {
  return proceed(duty, { draft: nilDraft(duty), questions: [] });
}

/** "Như kỳ trước" for the whole report: the figures are shown and marked, and count only when sent. */
export function repeatLast(duty: Duty): Turn {
  const draft = sameAsLastDraft(duty);
  if (draft) return proceed(duty, { draft, questions: [] });
  return turn({ kind: 'nothing' }, [
    {
      kind: 'nothing-sent-yet',
      about: aboutDuty(duty),
      offers: [[{ token: choiceToken('guide', duty.obligation), label: 'guide' }]],
    },
  ]);
}

/** `/bo`: a draft is dropped only after a yes. */
export function askCancel(state: State, context: Context): Turn {
  const current = 'obligation' in state.open ? state.open.obligation : undefined;
  const drafts = openDuties(context).filter((duty) => duty.draft && !isEmptyDraft(duty.draft));
  const duty = drafts.find((candidate) => candidate.obligation === current) ?? drafts[0];
  if (!duty) return turn({ kind: 'nothing' }, [{ kind: 'nothing-to-cancel', offers: [] }]);
  return cancelQuestion(duty);
}

export function cancelQuestion(duty: Duty): Turn {
  return turn({ kind: 'cancel', obligation: duty.obligation }, [
    {
      kind: 'cancel-question',
      about: aboutDuty(duty),
      offers: [
        [
          { token: choiceToken('drop', duty.obligation), label: 'drop' },
          { token: choiceToken('keep', duty.obligation), label: 'keep' },
        ],
      ],
    },
  ]);
}

export function askLeave(): Turn {
  return turn({ kind: 'leave' }, [
    {
      kind: 'leave-question',
      offers: [
        [
          { token: choiceToken('leave'), label: 'leave' },
          { token: choiceToken('stay'), label: 'stay' },
        ],
      ],
    },
  ]);
}

export function leave(): Turn {
  return turn({ kind: 'nothing' }, [{ kind: 'left', offers: [] }], [{ kind: 'leave-chat' }]);
}

export function stay(state: State): Turn {
  return aside({ ...state, open: { kind: 'nothing' } }, [{ kind: 'stayed', offers: [] }]);
}
