import { obligationId, type ObligationId } from '../ids.ts';
import type { ChoiceToken } from '../messages.ts';

/**
 * What a button can ask for. Tokens travel through chat platforms and come back days later, so a verb is never renamed.
 * `arg` says which state of things the button belongs to; a tap on another state changes nothing.
 */
export const VERBS = [
  'agree',
  'refuse',
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
  'leave',
  'stay',
  'files',
  'dropfile',
  'dropfiles',
  'leaveout',
  'keepin',
  'practice',
  'practiceend',
  'reopen',
  'reopengrant',
  'reopenrefuse',
  'noreason',
  'reopensee',
  'noinformant',
  'latecause',
  'standin',
  'wordaccept',
  'worddecline',
  'wordwithdraw',
  'snooze',
  'snoozeuntil',
  'calendarnew',
  'exempt',
  'exemptpick',
  'exemptdrop',
  'signapprove',
  'signreturn',
  'signnoreason',
  'signsee',
  'hamletsum',
  'hamletof',
  'hamletask',
  'explain',
  'digestnow',
  'digestremark',
  'digestlater',
  'fileword',
  'fileexcel',
  'filepicture',
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

export type Verb = (typeof VERBS)[number];

export type Choice = {
  readonly verb: Verb;
  /** Names unit and period, so that a stale tap can only mean what it said. Null for buttons about no report. */
  readonly obligation: ObligationId | null;
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
