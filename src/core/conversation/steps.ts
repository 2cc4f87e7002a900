import { countFiles } from '../attachments/attached.ts';
import { choiceToken } from './choices.ts';
import type { Context, Duty } from './context.ts';
import { aboutDuty, draftOf, isBegun, openDuties } from './duties.ts';
import {
  contradictsNil,
  nilDraft,
  nothingSentYet,
  proceed,
  restNilDraft,
  sameAsLastDraft,
  usuallyReported,
} from './report/report.ts';
import type { NamedState } from '../replies.ts';
import type { State } from './state.ts';
import { NOTHING_OPEN, turn, type Turn } from './turn.ts';

/** Asks which report a message is for; the message waits in the question. `named`: how the period stands that it names. */
export function pickDuty(duties: readonly Duty[], text: string, named: NamedState = 'open'): Turn {
  const abouts = duties.map((duty) => ({
    token: choiceToken('pick', duty.obligation),
    about: aboutDuty(duty),
  }));
  const namesForm = new Set(duties.map((duty) => duty.form.code)).size > 1;
  return turn({ kind: 'which-duty', text }, [
    {
      kind: 'which-duty',
      duties: abouts.map(({ about }) => about),
      named,
      offers: abouts.map(({ token, about }) => [{ token, label: { kind: 'duty', about, namesForm } }]),
    },
  ]);
}

/**
 * A nil report. One question comes first where it would throw away what was already said ("cả báo cáo hay các mục còn lại?"), or
 * where the unit's usual period is not empty.
 */
export function nilReport(duty: Duty): Turn {
  const contradicting = contradictsNil(duty);
  const usual = contradicting.length > 0 ? undefined : usuallyReported(duty);
  if (contradicting.length === 0 && !usual) return confirmedNil(duty);
  const [yes, no] =
    contradicting.length > 0
      ? ([
          { token: choiceToken('nilyes', duty.obligation), label: 'nil-all' },
          { token: choiceToken('nilrest', duty.obligation), label: 'nil-rest' },
        ] as const)
      : ([
          { token: choiceToken('nilyes', duty.obligation), label: 'nil-yes' },
          { token: choiceToken('nilno', duty.obligation), label: 'nil-no' },
        ] as const);
  return turn({ kind: 'unusual-nil', obligation: duty.obligation }, [
    { kind: 'unusual-nil', about: aboutDuty(duty), field: usual, contradicting, offers: [[yes, no]] },
  ]);
}

export function confirmedNil(duty: Duty): Turn {
  return proceed(duty, { draft: nilDraft(duty), questions: [] });
}

/** What was said stays, the rest is none. */
export function restNil(duty: Duty): Turn {
  return proceed(duty, { draft: restNilDraft(duty, draftOf(duty)), questions: [] });
}

/** "Như kỳ trước" for the whole report: the figures are shown and marked, and count only when sent. */
export function repeatLast(duty: Duty): Turn {
  const draft = sameAsLastDraft(duty);
  return draft ? proceed(duty, { draft, questions: [] }) : nothingSentYet(duty);
}

/** `/bo`: a draft is dropped only after a yes. */
export function askCancel(state: State, context: Context): Turn {
  const current = 'obligation' in state.open ? state.open.obligation : undefined;
  const drafts = openDuties(context).filter(isBegun);
  const duty = drafts.find((candidate) => candidate.obligation === current) ?? drafts[0];
  if (!duty) return turn(NOTHING_OPEN, [{ kind: 'nothing-to-cancel', offers: [] }]);
  return cancelQuestion(duty);
}

export function cancelQuestion(duty: Duty): Turn {
  return turn({ kind: 'cancel', obligation: duty.obligation }, [
    {
      kind: 'cancel-question',
      about: aboutDuty(duty),
      sent: duty.sent !== null,
      files: countFiles(duty.files.filter((file) => !file.sent)),
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
  return turn(NOTHING_OPEN, [{ kind: 'left', offers: [] }], [{ kind: 'leave-chat' }]);
}

export function stay(): Turn {
  return turn(NOTHING_OPEN, [{ kind: 'stayed', offers: [] }]);
}
