import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Holidays } from '../core/calendar/holidays.ts';
import type { Context, Duty, InviteLookup } from '../core/conversation/context.ts';
import { MOST_WRONG_CODES } from '../core/conversation/enrol.ts';
import { byDue } from '../core/conversation/duties.ts';
import type { State } from '../core/conversation/state.ts';
import type { InviteId, PersonId, UnitId } from '../core/ids.ts';
import { mayBringPhotos } from '../core/conversation/files/photo-notice.ts';
import {
  CHANNELS_WITH_UNSURE_BUTTONS,
  CHANNELS_WITHOUT_BUTTONS,
  type InboundMessage,
} from '../core/messages.ts';
import type { JoinPlaces } from '../core/invites/places.ts';
import { findInviteCodes } from '../core/organization/invite-code.ts';
import type { Transaction } from '../db/connect.ts';
import { hasSentPhotos } from '../db/queries/attachments.ts';
import { loadBodyNames } from '../db/queries/bodies.ts';
import { countWrongCodes, type ChatRow } from '../db/queries/chats.ts';
import { ask } from '../db/queries/ask.ts';
import { conversationsOf } from '../db/queries/conversations.ts';
import { currentDuties, heldDuties, type Asked } from '../db/queries/duties.ts';
import type { FormVersions } from '../db/queries/form-versions.ts';
import { hashInviteCode, invitesById, lookUpInvites, type FoundInvite } from '../db/queries/invites.ts';
import { peopleOf, type KnownPerson } from '../db/queries/people.ts';
import { idTable } from '../db/queries/rows.ts';
import { WRONG_CODE_HOURS } from '../effects/apply.ts';
import { lookUpCalendar } from './calendar-link.ts';
import { joined, loadEntrustedTo, loadOlder } from './entrusted.ts';
import { lookUpDigestFiles } from './digest-files.ts';
import { lookUpDigestDetail } from './digest-detail.ts';
import { lookUpDigestDrafts } from './digest-drafts.ts';
import { lookUpDigestWishes } from './digest-wishes.ts';
import { lookUpStandIns } from './stand-ins.ts';
import { lookUpExplanations } from './explanations.ts';
import { lookUpHamletLinks } from './hamlet-link.ts';
import { lookUp } from './look-up.ts';
import { lookUpOwnWords } from './own-words.ts';
import { lookUpInvitees } from './invites.ts';
import { isOvertaken } from '../db/queries/overtaken.ts';
import { lookUpOfferedSince } from './offered-since.ts';
import { lookUpOwnData } from './own-data.ts';
import { loadSignOffsFor } from './sign-offs.ts';

/** A message that is new, with the chat that it came from. */
export type Admitted = { readonly message: InboundMessage; readonly chat: ChatRow };

/** A message with where its chat's conversation stands. */
export type Heard = Admitted & { readonly state: State };

/** A message with all that the conversation needs to decide about it. */
export type Known = Heard & { readonly context: Context };

type Parts = {
  readonly secret: string;
  readonly joinPlaces: () => JoinPlaces;
  readonly publicUrl: () => string | undefined;
  readonly versions: FormVersions;
};
/** Calendar time, and its day in the zone. */
export type Today = {
  readonly now: Temporal.Instant;
  readonly today: Temporal.PlainDate;
  readonly zone: string;
};
type Clock = {
  readonly realNow: Temporal.Instant;
  readonly holidays: Holidays;
};

/**
 * Wrong codes in an hour, in all chats, from which on each chat has one try: many chats at once guess no faster, and who types the
 * right code at first still joins.
 */
const MANY_WRONG_CODES = 200;

/**
 * Loads the contexts of a round of messages together: the number of statements does not grow with the round, and for people who
 * are linked they are all sent at once.
 */
export function createContextLoader({ secret, joinPlaces, publicUrl, versions }: Parts) {
  return async (
    tx: Transaction,
    admitted: readonly Admitted[],
    day: Today,
    { realNow, holidays }: Clock,
  ): Promise<readonly Known[]> => {
    const { now, zone } = day;
    const chats = admitted.map(({ chat }) => chat.id);
    const hasStranger = admitted.some(({ chat }) => chat.personId === null);
    const conversations = conversationsOf(chats);
    const asked = officesOf(
      admitted.flatMap(({ chat }) => chat.personId ?? []),
      day,
      versions,
    );
    const [answer, operators] = await Promise.all([
      ask(tx, [conversations, ...asked.questions]),
      hasStranger ? loadBodyNames(tx) : [],
    ]);
    const stateOf = answer(conversations);
    const linked = await asked.read(tx, answer);
    const heard = admitted.map((item) => ({ ...item, state: stateOf(item.chat.id) }));
    const isTried = heard.some(({ chat, message }) => chat.wrongCodes > 0 && codesIn(message).length > 0);
    const isStormy = isTried && (await countWrongCodes(tx, realNow)) >= MANY_WRONG_CODES;
    const mostWrong = isStormy ? 1 : MOST_WRONG_CODES;
    const inviteOf = await findInvites(tx, heard, secret, realNow);
    const invited = await loadOffices(
      tx,
      heard.flatMap((item) => inviteOf(item)?.person ?? []),
      day,
      versions,
    );
    return Promise.all(
      heard.map(async (item): Promise<Known> => {
        const invite = inviteOf(item);
        const person = item.chat.personId === null ? undefined : linked.people.get(item.chat.personId);
        const offices = person ? linked : invited;
        const subject = person ?? (invite && invited.people.get(invite.person));
        const own = dutiesOf(subject, offices);
        const older = person
          ? await loadOlder(tx, item, { id: person.view.id, ...person }, own, day, versions)
          : [];
        const signOffs = person
          ? await loadSignOffsFor(tx, item, { id: person.view.id, ...person }, day, versions)
          : [];
        const entrusted = await loadEntrustedTo(tx, item, person?.places ?? [], day, versions);
        return {
          ...item,
          context: {
            now,
            zone,
            holidays,
            person: person?.view ?? null,
            posts: person?.posts ?? [],
            absence: person?.absence ?? null,
            duties: joined(joined(own, older), entrusted.duties),
            signOffs,
            invite: inviteLookup(item, invite, invited.people, realNow),
            codesRefused: wrongCodesOf(item.chat, realNow) >= mostWrong,
            isNewToPhotos:
              person !== undefined &&
              mayBringPhotos(item.message, item.state) &&
              !(await hasSentPhotos(tx, person.view.id)),
            looked:
              entrusted.looked ??
              (person ? await lookUpDigestDrafts(tx, item, person, day.today) : undefined) ??
              (person ? await lookUpDigestWishes(tx, item.message, person) : undefined) ??
              (person ? await lookUpDigestFiles(tx, item.message, person, { now, zone }) : undefined) ??
              (person ? await lookUpDigestDetail(tx, item, person, { ...day, holidays }) : undefined) ??
              (person ? await lookUpStandIns(tx, item, person, day.today) : undefined) ??
              (person ? await lookUpExplanations(tx, item, person, now, versions) : undefined) ??
              (await lookUpOwnWords(tx, item, person?.places ?? [], versions)) ??
              (person ? lookUpHamletLinks(item, own, { secret, publicUrl }, { now, realNow }) : undefined) ??
              (await lookUpInvitees(
                tx,
                item.message,
                person?.places ?? [],
                { today: day.today, realNow },
                { secret, joinPlaces },
              )) ??
              (person ? await lookUpOwnData(tx, item, person.view.id) : undefined) ??
              (person ? await lookUpCalendar(tx, item, person, { secret, publicUrl }) : undefined) ??
              (person ? await lookUp(tx, item.message, person, day, versions) : { kind: 'nothing' }),
            operators,
            numbered: CHANNELS_WITHOUT_BUTTONS.has(item.chat.channel),
            buttonsMayFail: CHANNELS_WITH_UNSURE_BUTTONS.has(item.chat.channel),
            isOvertaken: item.message.kind === 'left' && (await isOvertaken(tx, item)),
            offeredSince: await lookUpOfferedSince(tx, item),
          },
        };
      }),
    );
  };
}

/** People with what the units that they report for owe. */
type Offices = {
  readonly people: ReadonlyMap<PersonId, KnownPerson>;
  readonly duties: ReadonlyMap<UnitId, readonly Duty[]>;
};

async function loadOffices(
  tx: Transaction,
  people: readonly PersonId[],
  day: Today,
  versions: FormVersions,
): Promise<Offices> {
  if (people.length === 0) return { people: new Map(), duties: new Map() };
  await tx.execute(heldDuties(sql`select id from ${idTable(people)}`, day));
  const offices = officesOf(people, day, versions);
  return offices.read(tx, await ask(tx, offices.questions));
}

/** Asked beside other questions, after their obligations are held. */
function officesOf(people: readonly PersonId[], day: Today, versions: FormVersions): Asked<Offices> {
  if (people.length === 0) {
    return { questions: [], read: async () => ({ people: new Map(), duties: new Map() }) };
  }
  const ids = [...new Set(people)];
  const known = peopleOf(ids, day.today);
  const duties = currentDuties(ids, day, versions);
  return {
    questions: [known, ...duties.questions],
    read: async (tx, answer) => ({ people: answer(known), duties: await duties.read(tx, answer) }),
  };
}

function dutiesOf(person: KnownPerson | undefined, { duties }: Offices): readonly Duty[] {
  return [...new Set(person?.reportsFor)].flatMap((unit) => duties.get(unit) ?? []).toSorted(byDue);
}

/** Codes that did not exist, tried in this chat within a day. */
function wrongCodesOf({ wrongCodes, wrongCodesSince }: ChatRow, realNow: Temporal.Instant): number {
  if (wrongCodesSince === null) return 0;
  const hours = (realNow.epochMilliseconds - wrongCodesSince.epochMilliseconds) / 3_600_000;
  return hours < WRONG_CODE_HOURS ? wrongCodes : 0;
}

/** The invite that a message names by its code or, in a chat that is about to agree, the one that was shown. */
async function findInvites(
  tx: Transaction,
  heard: readonly Heard[],
  secret: string,
  realNow: Temporal.Instant,
): Promise<(item: Heard) => FoundInvite | undefined> {
  const hashes = new Map(
    heard.map((item) => [item, codesIn(item.message).map((code) => hashInviteCode(secret, code))]),
  );
  const byHash = new Map(
    (await lookUpInvites(tx, [...hashes.values()].flat(), realNow)).map((found) => [found.codeHash, found]),
  );
  const shown = heard.flatMap(({ state }) => (state.open.kind === 'consent' ? [state.open.invite] : []));
  const byId = new Map<InviteId, FoundInvite>(
    (await invitesById(tx, shown, realNow)).map((found) => [found.invite, found]),
  );
  return (item) => {
    const named = (hashes.get(item) ?? []).flatMap((hash) => byHash.get(hash) ?? [])[0];
    const { open } = item.state;
    return named ?? (open.kind === 'consent' ? byId.get(open.invite) : undefined);
  };
}

function codesIn(message: InboundMessage): readonly string[] {
  return message.kind === 'text' ? findInviteCodes(message.text) : [];
}

function inviteLookup(
  item: Heard,
  found: FoundInvite | undefined,
  people: ReadonlyMap<PersonId, KnownPerson>,
  realNow: Temporal.Instant,
): InviteLookup {
  const wrong = { kind: 'wrong', before: wrongCodesOf(item.chat, realNow) } as const;
  if (!found) return codesIn(item.message).length > 0 ? wrong : { kind: 'none' };
  const person = people.get(found.person);
  if (found.state === 'revoked' || !person) return wrong;
  if (found.state !== 'open') return { kind: found.state };
  return { kind: 'open', invite: found.invite, person: person.view, posts: person.posts };
}
