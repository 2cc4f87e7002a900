import { choiceToken } from '../choices.ts';
import type { Duty } from '../context.ts';
import { aboutDuty, draftOf, exampleFor } from '../duties.ts';
import { turn, type Turn } from '../turn.ts';

/** How to correct; the guided way only where a field is still without a value. */
export function editHint(duty: Duty): Turn {
  const draft = draftOf(duty);
  const isComplete = duty.form.fields.every((field) => draft.values[field.code] !== undefined);
  return turn({ kind: 'report', obligation: duty.obligation }, [
    {
      kind: 'edit-hint',
      about: aboutDuty(duty),
      example: exampleFor(duty.form),
      offers: [
        [
          ...(isComplete ? [] : [{ token: choiceToken('guide', duty.obligation), label: 'guide' } as const]),
          { token: choiceToken('review', duty.obligation), label: 'review' },
        ],
      ],
    },
  ]);
}
