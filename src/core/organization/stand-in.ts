import type { Temporal } from 'temporal-polyfill';
import type { AbsenceId, PersonId } from '../ids.ts';

/** What a person who was named as a stand-in said to it. */
export type StandInAnswer = 'agreed' | 'declined';

/** That a person was named to stand in for a colleague who is away, as it stands today. Days include the last one. */
export type StandInRequest = {
  readonly absence: AbsenceId;
  readonly asker: PersonId;
  readonly name: string;
  /** The unit that the colleague reports for; of several the first. Null: none any more. */
  readonly place: string | null;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
  /** `over`: the colleague is back, told of another absence, or reports for no unit any more, or the last day is past. */
  readonly standing: 'waits' | 'over' | StandInAnswer;
};
