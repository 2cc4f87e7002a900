import { and, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Place } from '../../core/access/scope.ts';
import type { Absence, PersonView, PostView } from '../../core/conversation/context.ts';
import type { PersonId, UnitId } from '../../core/ids.ts';
import type { Executor, Transaction } from '../connect.ts';
import { holder } from '../schema/organization.ts';
import { absenceOf, readAbsence, type AbsenceRow } from './absences.ts';
import { ask, question, type Question } from './ask.ts';
import { isHeld } from './held.ts';
import { idTable } from './rows.ts';

export type KnownPerson = {
  readonly view: PersonView;
  readonly posts: readonly PostView[];
  /** Where the posts are: what scopes are made of. */
  readonly places: readonly Place[];
  /** Units that the person reports for. */
  readonly reportsFor: readonly UnitId[];
  readonly absence: Absence | null;
};

/** People with the posts that they hold, or stand in for, on a day. */
export async function loadPeople(
  db: Executor,
  ids: readonly PersonId[],
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<PersonId, KnownPerson>> {
  if (ids.length === 0) return new Map();
  const people = peopleOf(ids, today);
  return (await ask(db, [people]))(people);
}

/** The same as a question beside others. */
export function peopleOf(
  ids: readonly PersonId[],
  today: Temporal.PlainDate,
): Question<ReadonlyMap<PersonId, KnownPerson>> {
  return question(
    sql`
      select person.id, person.code, person.name, person.honorific, post.role, post.title, unit.id as "unitId",
        unit.code as "unitCode", unit.name as "unitName", body.code as "bodyCode", body.name as "bodyName",
        coalesce(post.unit_id, body.unit_id) as "placeUnit", ${absenceOf(today)} as absence
      from ${idTable(ids)}
        join person on person.id = wanted.id
        left join holder h on h.person_id = person.id and ${isHeld(today)}
        left join post on post.id = h.post_id
        left join unit on unit.id = post.unit_id
        left join body on body.id = post.body_id
      order by person.id, h.deputy, post.id`,
    readPeople,
  );
}

function readPeople(rows: readonly PersonRow[]): ReadonlyMap<PersonId, KnownPerson> {
  const people = new Map<PersonId, KnownPerson>();
  for (const row of rows) {
    const { id, code, name, honorific } = row;
    const known = people.get(id) ?? {
      view: { id, code, name, honorific },
      posts: [],
      places: [],
      reportsFor: [],
      absence: row.absence && readAbsence(row.absence),
    };
    const held = postView(row);
    const reports = held?.role === 'contact' && row.unitId !== null ? [row.unitId] : [];
    people.set(id, {
      ...known,
      posts: held ? [...known.posts, held] : known.posts,
      places: [...known.places, ...placeOf(row)],
      reportsFor: [...known.reportsFor, ...reports],
    });
  }
  return people;
}

type PersonRow = PostRow &
  Omit<PersonView, 'id'> & {
    readonly id: PersonId;
    readonly unitId: UnitId | null;
    readonly absence: AbsenceRow | null;
  };

type PostRow = {
  readonly role: PostView['role'] | null;
  readonly title: string | null;
  readonly unitCode: string | null;
  readonly unitName: string | null;
  readonly bodyCode: string | null;
  readonly bodyName: string | null;
  readonly placeUnit: UnitId | null;
};

function placeOf({ role, bodyCode, placeUnit }: PostRow): readonly Place[] {
  return role !== null && placeUnit !== null ? [{ role, unit: placeUnit, body: bodyCode }] : [];
}

function postView({ role, title, unitCode, unitName, bodyCode, bodyName }: PostRow): PostView | undefined {
  if (role === null || title === null) return undefined;
  return {
    role,
    title,
    place: unitName ?? bodyName ?? '',
    unit: unitCode !== null && unitName !== null ? { code: unitCode, name: unitName } : null,
    body: bodyCode !== null && bodyName !== null ? { code: bodyCode, name: bodyName } : null,
  };
}

/** Holders whose time includes the day; `until` is the first day no longer. */
export function heldOn(day: Temporal.PlainDate) {
  return and(lte(holder.heldFrom, day), or(isNull(holder.heldUntil), gt(holder.heldUntil, day)));
}

/** Keeps these people's rows until the transaction ends, in one order for all who do so. */
export async function lockPeople(tx: Transaction, people: readonly PersonId[]): Promise<void> {
  if (people.length === 0) return;
  await tx.execute(sql`
    select id from person where id in (select id from ${idTable(people)}) order by id for no key update`);
}
