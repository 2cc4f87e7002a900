import type { Temporal } from 'temporal-polyfill';
import { periodByCode } from '../../calendar/period.ts';
import type { Effect } from '../../effects.ts';
import { bareKey } from '../../forms/spelling.ts';
import { difference } from '../../forms/values.ts';
import { hamletsDueAt } from '../../hamlets/hamlets-due.ts';
import { standingOf } from '../../hamlets/sum-of-hamlets.ts';
import { findSecrecy } from '../../parsing/secrecy.ts';
import type { Offers } from '../../replies.ts';
import { choiceToken } from '../choices.ts';
import { saysWord } from '../commands.ts';
import type { Context, Duty, UnitView } from '../context.ts';
import { aboutDuty, byDue, isLocked, openDuties } from '../duties.ts';
import { hasContent } from '../report/draft.ts';
import { sumOffer } from '../report/hamlet-news.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';
import { readAnswer, type ReadAnswer } from './hamlet-answer.ts';

const LONGEST_WISH = 60;

/** "Hỏi ấp": whether a message asks for the link. */
export function asksHamlets(text: string): boolean {
  const wish = text.trim();
  if (wish.length > LONGEST_WISH) return false;
  return /^\/hoiap(?:@\w+)?$/i.test(wish) || saysWord(bareKey(wish), 'hamletask');
}

/**
 * One short text with a link, to be forwarded to the hamlets of a report: of `meant`, else of the first that is not sent. Where the
 * service has no address for phones, or the unit no hamlets, it says what to do instead. Undefined for a message about something else.
 */
export function giveHamletLink(state: State, context: Context, meant?: Duty): Turn | undefined {
  const { looked } = context;
  if (looked.kind !== 'hamlet-links') return undefined;
  const summing = openDuties(context)
    .filter((duty) => !duty.entrusted && (duty.hamlets ?? []).length > 0)
    .toSorted((a, b) => Number(a.sent !== null) - Number(b.sent !== null) || byDue(a, b));
  const duty = summing.find((one) => one === meant) ?? summing[0];
  if (!duty) return aside(state, [{ kind: 'hamlet-link-unavailable', why: 'no-hamlets', offers: [] }]);
  const link = looked.links.find(({ obligation }) => obligation === duty.obligation);
  if (!link) return aside(state, [{ kind: 'hamlet-link-unavailable', why: 'no-address', offers: [] }]);
  const units = (duty.hamlets ?? []).map(({ unit }) => unit);
  const dueAt = hamletsDue(duty, context);
  return aside(state, [
    { kind: 'hamlet-link', about: aboutDuty(duty), hamlets: units, url: link.url, dueAt, offers: [] },
  ]);
}

/** Until when the hamlets of a report are to answer: by their own rule, else with the report. */
export function hamletsDue(
  { form, period }: Duty,
  { zone, holidays }: Pick<Context, 'zone' | 'holidays'>,
): Temporal.Instant {
  const span = periodByCode(form.period, form.cutoff, period.code);
  return (span && hamletsDueAt(form, span, period, zone, holidays)) ?? period.dueAt;
}

/** A button for it, while hamlets are missing. */
export function askOffers({ obligation, hamlets = [] }: Duty): Offers {
  const { missing } = standingOf(hamlets);
  if (missing.length === 0) return [];
  const units = missing.map(({ name }) => name);
  return [[{ token: choiceToken('hamletask', obligation), label: { kind: 'hamlet-ask', units } }]];
}

export type LinkAnswer = {
  readonly hamlet: UnitView;
  /** Of whom it is, as typed. */
  readonly name: string;
  readonly words: string;
};

export type LinkRefusal = 'closed' | 'secret' | 'nothing-understood';

/** What would be kept of an answer that came by the link, or why nothing can be. */
export function readLinkAnswer(
  duty: Duty,
  { words }: Pick<LinkAnswer, 'words'>,
  context: Pick<Context, 'now' | 'zone'>,
): ReadAnswer | LinkRefusal {
  if (duty.exempt || isLocked(duty, context.now)) return 'closed';
  if (findSecrecy(words) !== undefined) return 'secret';
  const read = readAnswer(duty, words, context);
  return read && hasContent(read.draft) ? read : 'nothing-understood';
}

/**
 * Who is told of an answer that came by the link: the contact, once at the first one of a period and once when none is missing any
 * more; after the report was sent, once for each hamlet with what changed.
 */
export function tellOfAnswer(duty: Duty, { hamlet }: Pick<LinkAnswer, 'hamlet'>, read: ReadAnswer): Effect[] {
  const { hamlets = [], obligation, form, sent } = duty;
  const to = { kind: 'holders', role: 'contact', unit: duty.unit.code } as const;
  const about = aboutDuty(duty);
  if (sent) {
    const before = hamlets.find(({ unit }) => unit.code === hamlet.code)?.report?.values ?? {};
    const changes = difference(form, before, read.draft.values);
    if (changes.length === 0) return [];
    const key = `hamlet-answer ${obligation} ${sent.revision} ${hamlet.code}`;
    const offers = [sumOffer(obligation, [hamlet])];
    return [{ kind: 'notify', to, key, reply: { kind: 'hamlet-changed', about, hamlet, changes, offers } }];
  }
  const isNow = ({ unit, report }: (typeof hamlets)[number]) => report !== null || unit.code === hamlet.code;
  const standing = {
    reported: hamlets.filter(isNow).map(({ unit }) => unit),
    missing: hamlets.filter((one) => !isNow(one)).map(({ unit }) => unit),
  };
  const stage = standing.missing.length === 0 ? 'all' : 'first';
  const offers = [sumOffer(obligation, standing.reported)];
  return [
    {
      kind: 'notify',
      to,
      key: `hamlet-answers ${obligation} ${stage}`,
      reply: { kind: 'hamlet-answered', about, hamlet, standing, offers },
    },
  ];
}
