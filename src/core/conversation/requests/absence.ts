import { Temporal } from 'temporal-polyfill';
import type { Effect } from '../../effects.ts';
import { bareKey } from '../../forms/spelling.ts';
import type { PersonId } from '../../ids.ts';
import { matchPeople, type NamedPerson } from '../../organization/match-person.ts';
import { inWeekNamed, readComingDay } from '../../parsing/coming-moment.ts';
import type { Intent } from '../../parsing/understanding.ts';
import type { StandInView } from '../../replies/absence.ts';
import { choiceToken, type Choice } from '../choices.ts';
import { standInOffers } from './stand-in.ts';
import type { Context } from '../context.ts';
import { aboutDuty, unsentDuties } from '../duties.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';

type AbsenceIntent = Extract<Intent, { kind: 'absence' }>;

const LONGEST_DAYS = 366;
const LONGEST_NAME = 100;
/** More would not be read. */
const MOST_NAMESAKES = 5;

const FROM = /(?:từ|tu)\s+(.+?)\s*(?:đến|den|tới|toi|-|–)/iu;
/** "Chị Ngọc Mai thay": a name that is a day to whoever reads no capitals. */
const ADDRESSED =
  /(?:^|[\s,;.])((?:đ\/c|đc|đồng chí|anh|chị|cô|chú|bác|em|ông|bà)(?:\s+\p{Lu}\p{L}*){1,4})\s+(?:\p{Ll}+\s+){0,2}thay/u;
const BACK =
  /^(?:(?:da|vang|thua|em|toi|minh|bao cao|dong chi|dc|d c|hom nay|xin|nay) )*(?:(?:di lam|lam viec|tro lai|quay lai) (?:lai|lam viec|lam)|het phep|nghi xong|het nghi|di cong tac ve)(?: (?:roi|a|nhe|nha|dong chi|dc))*$/;

/**
 * "Nghỉ đến 25/8, đ/c Lan thay": kept with the stand-in as one of the organisation's people where the name means one. Reminders go
 * to who else can be reached about the unit; who is named reports here after agreeing to it.
 */
export function tellAbsence(state: State, intent: AbsenceIntent, text: string, context: Context): Turn {
  const today = context.now.toZonedDateTimeISO(context.zone).toPlainDate();
  const until =
    intent.until === undefined ? undefined : inWeekNamed(Temporal.PlainDate.from(intent.until), text, today);
  const begins = readComingDay(FROM.exec(text)?.[1] ?? '', today) ?? today;
  const from = until && Temporal.PlainDate.compare(begins, until) <= 0 ? begins : today;
  if (!until || today.until(until).days > LONGEST_DAYS)
    return aside(state, [{ kind: 'absence-unclear', offers: [] }]);
  const name = (intent.standIn ?? ADDRESSED.exec(text)?.[1])?.slice(0, LONGEST_NAME).toWellFormed();
  if (name === undefined) return note(state, { from, until, name: null, standIn: undefined }, context);
  const matched = matchPeople(others(context), name, ownUnits(context));
  const [only] = matched.kind === 'one' ? matched.people : [];
  const said = note(state, { from, until, name, standIn: only }, context);
  return matched.kind === 'several' && matched.people.length <= MOST_NAMESAKES
    ? askWhich(said, name, until, matched.people)
    : said;
}

/** The name is kept as written; a tap says whom it means. */
function askWhich(said: Turn, name: string, until: Temporal.PlainDate, people: readonly NamedPerson[]): Turn {
  const offers = [
    ...people.map(({ id, name: full, place }) => [
      {
        token: choiceToken('standin', null, `${id}`),
        label: { kind: 'person', name: full, place } as const,
      },
    ]),
    [{ token: choiceToken('standin', null, 'x'), label: 'none-of-these' } as const],
  ];
  const asked = aside(said.state, [{ kind: 'which-stand-in', name, until, offers }]);
  return { ...asked, effects: said.effects };
}

/** The person whom the name means; undefined where no absence waits for it. */
export function tapStandIn(state: State, { arg }: Choice, context: Context): Turn | undefined {
  const { absence } = context;
  if (!absence) return undefined;
  const { firstDay: from, lastDay: until, standInName: name } = absence;
  const chosen = others(context).find(({ id }) => `${id}` === arg);
  if (arg !== 'x' && !chosen) return undefined;
  return note(state, { from, until, name, standIn: chosen }, context);
}

/** "Em đi làm lại rồi"; undefined for anything else. */
export function readReturn(state: State, text: string, context: Context): Turn | undefined {
  if (!BACK.test(bareKey(text))) return undefined;
  const was = context.absence !== null;
  const ended: readonly Effect[] = was ? [{ kind: 'end-absence' }, ...tellEnded('back', null, context)] : [];
  return aside(state, [{ kind: 'absence-ended', was, offers: [] }], ended);
}

/** That who had agreed stands in no longer; who is asked anew hears that instead. */
function tellEnded(
  reason: 'back' | 'replaced',
  next: PersonId | null,
  { absence, person, now }: Context,
): readonly Effect[] {
  const agreed = absence?.agreed ?? null;
  if (agreed === null || agreed === next || !person) return [];
  return [
    {
      kind: 'notify',
      to: { kind: 'person', person: agreed },
      key: `stand-in-ended ${person.id} ${now.toString()}`,
      reply: { kind: 'stand-in-ended', name: person.name, reason, offers: [] },
    },
  ];
}

type Noted = {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
  readonly name: string | null;
  readonly standIn: NamedPerson | undefined;
};

function note(state: State, { from, until, name, standIn }: Noted, context: Context): Turn {
  const { person, absence } = context;
  const own = ownUnits(context);
  const covers = others(context).filter(
    ({ id, present, reportsFor }) =>
      present && (id === standIn?.id || own.some((unit) => reportsFor.includes(unit))),
  );
  const isSame =
    absence !== null &&
    absence.firstDay.equals(from) &&
    absence.lastDay.equals(until) &&
    absence.standInName === name &&
    absence.standIn === (standIn?.name ?? null);
  const view = viewOf(name, standIn, own, isSame ? absence.agreed : null);
  const noted = {
    kind: 'absence-noted',
    from,
    until,
    standIn: view,
    reminded: covers.map((one) => one.name),
    offers: [],
  } as const;
  if (isSame || !person) return aside(state, [noted]);
  const key = `absence ${person.id} ${context.now.toString()}`;
  const tells: readonly Effect[] = [
    {
      kind: 'notify',
      to: { kind: 'coordinators-of', person: person.id },
      key,
      reply: {
        kind: 'absence-told',
        by: person.name,
        place: context.posts[0]?.place ?? '',
        from,
        until,
        standIn: view,
        offers: [],
      },
    },
    ...(standIn ? [tellStandIn(standIn, { from, until }, key, context)] : []),
    ...tellEnded('replaced', standIn?.id ?? null, context),
  ];
  return aside(
    state,
    [noted],
    [{ kind: 'note-absence', from, until, standInName: name, standIn: standIn?.id ?? null }, ...tells],
  );
}

function tellStandIn(
  standIn: NamedPerson,
  { from, until }: Pick<Noted, 'from' | 'until'>,
  key: string,
  context: Context,
): Effect {
  const { person } = context;
  const reports = ownUnits(context).every((unit) => standIn.reportsFor.includes(unit));
  return {
    kind: 'notify',
    to: { kind: 'person', person: standIn.id },
    key: `${key} stand-in`,
    reply: {
      kind: 'stand-in-told',
      by: person?.name ?? '',
      until,
      owed: unsentDuties(context).map(aboutDuty),
      reports,
      offers: reports || !person ? [] : standInOffers(person.id, from, until),
    },
  };
}

function viewOf(
  name: string | null,
  standIn: NamedPerson | undefined,
  own: readonly string[],
  agreed: PersonId | null,
): StandInView | null {
  if (!standIn) return name === null ? null : { name, kind: 'unknown' };
  const reports = standIn.id === agreed || own.every((unit) => standIn.reportsFor.includes(unit));
  return { name: standIn.name, kind: reports ? 'reports' : 'asked' };
}

/** Everyone whom a name can mean but the person. */
function others({ looked, person }: Context): readonly NamedPerson[] {
  return looked.kind === 'people' ? looked.people.filter(({ id }) => id !== person?.id) : [];
}

/** Units that the person reports for. */
function ownUnits({ posts }: Context): readonly string[] {
  return posts.flatMap(({ role, unit }) => (role === 'contact' && unit ? [unit.code] : []));
}
