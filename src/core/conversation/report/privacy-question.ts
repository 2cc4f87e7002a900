import { choiceToken } from '../choices.ts';
import type { Duty } from '../context.ts';
import type { Draft } from './draft.ts';
import { aboutDuty } from '../duties.ts';
import { fingerprint } from './fingerprint.ts';
import type { Question } from '../state.ts';
import { turn, type Turn } from '../turn.ts';

/** Whether the draft holds words about people that nothing was decided about. */
export function holdsPersonal({ personal }: Draft): boolean {
  return personal !== undefined && personal.length > 0;
}

/** Names the pieces, so that a tap on an older question is recognised. */
export function personalMark({ personal }: Draft): string {
  return fingerprint(personal ?? []);
}

/** Asks whether words about people who complained are to stay; the questions about the report come behind it. */
export function askPrivacy(
  duty: Duty,
  draft: Draft,
  questions: readonly Question[],
  { guided, asked }: { readonly guided: boolean; readonly asked: number },
): Turn {
  const mark = personalMark(draft);
  return turn(
    { kind: 'privacy', obligation: duty.obligation, questions, guided, asked: asked + 1 },
    [
      {
        kind: 'privacy-question',
        about: aboutDuty(duty),
        pieces: draft.personal ?? [],
        offers: [
          [
            { token: choiceToken('leaveout', duty.obligation, mark), label: 'leave-out' },
            { token: choiceToken('keepin', duty.obligation, mark), label: 'keep-in' },
          ],
        ],
      },
    ],
    [{ kind: 'save-draft', obligation: duty.obligation, draft }],
  );
}
