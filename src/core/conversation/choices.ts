import { obligationId, type ObligationId } from '../ids.ts';
import type { ChoiceToken } from '../messages.ts';

/** What a button can ask about a report that the person owes. */
const REPORT_VERBS = [
  'pick',
  'send',
  'edit',
  'cancel',
  'drop',
  'keep',
  'nil',
  'nilyes',
  'nilno',
  'nilrest',
  'guide',
  'skip',
  'back',
  'review',
  'same',
  'answer',
  'usual',
  'unusual',
  'gapnil',
  'gapfill',
  'gapsend',
  'files',
  'dropfile',
  'dropfiles',
  'leaveout',
  'keepin',
  'noinformant',
  'latecause',
  'snooze',
  'snoozeuntil',
  'hamletsum',
  'hamletof',
  'hamletask',
] as const;

/** What a button can ask about a report that is locked. */
export const REOPENING_VERBS = ['reopen', 'reopengrant', 'reopenrefuse', 'noreason', 'reopensee'] as const;

/** What a button can ask beside the person's reports. */
const OTHER_VERBS = [
  'agree',
  'refuse',
  'leave',
  'stay',
  'practice',
  'practiceend',
  'standin',
  'wordaccept',
  'worddecline',
  'wordwithdraw',
  'calendarnew',
  'exempt',
  'exemptpick',
  'exemptdrop',
  'signapprove',
  'signreturn',
  'signnoreason',
  'signsee',
  'explain',
  'digestnow',
  'digestremark',
  'digestlater',
  'fileword',
  'fileexcel',
  'filepicture',
  'filetemplate',
  'digest',
  'digestowing',
  'digestunits',
  'digestunit',
  'digestfigures',
  'digestfields',
  'digestfield',
  'digestexplain',
  'digestremind',
  'digestremindsure',
  'prefer',
  'withdraw',
  'erase',
  'erasesure',
  'standagree',
  'standdecline',
] as const;

/** Tokens travel through chat platforms and come back days later, so a verb is never renamed. */
export const VERBS = [...REPORT_VERBS, ...REOPENING_VERBS, ...OTHER_VERBS] as const;

export type Verb = (typeof VERBS)[number];
export type ReportVerb = (typeof REPORT_VERBS)[number];
export type ReopeningVerb = (typeof REOPENING_VERBS)[number];

export type Choice<Asked extends Verb = Verb> = {
  readonly verb: Asked;
  /** Names unit and period, so that a stale tap can only mean what it said. Null for buttons about no report. */
  readonly obligation: ObligationId | null;
  /** Says which state of things the button belongs to; a tap on another state changes nothing. */
  readonly arg: string;
};

const TOKEN = /^([a-z]+)(?:\.(\d{0,15})(?:\.([\w-]{0,32}))?)?$/;

/** `send.1042.k3f9a`: at most 64 bytes, the least that any platform takes. */
export function choiceToken(verb: Verb, obligation: ObligationId | null = null, arg = ''): ChoiceToken {
  if (arg !== '') return `${verb}.${obligation ?? ''}.${arg}`;
  return obligation === null ? verb : `${verb}.${obligation}`;
}

/** Undefined for anything that is no token of ours. */
export function readChoice(token: ChoiceToken): Choice | undefined {
  const match = TOKEN.exec(token);
  const verb = VERBS.find((known) => known === match?.[1]);
  if (!match || verb === undefined) return undefined;
  const [, , number = '', arg = ''] = match;
  return { verb, obligation: number === '' ? null : obligationId(Number(number)), arg };
}
