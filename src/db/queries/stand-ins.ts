import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Effect, Scene } from '../../core/effects.ts';
import type { AbsenceId, PersonId } from '../../core/ids.ts';
import type { StandInAnswer, StandInRequest } from '../../core/organization/stand-in.ts';
import type { Executor, Transaction } from '../connect.ts';
import { isHeldAt } from './held.ts';
import { tableOf } from './rows.ts';

type Answered = {
  readonly scene: Scene;
  readonly effect: Extract<Effect, { kind: 'agree-stand-in' | 'decline-stand-in' }>;
};

/**
 * Keeps what those who were named said. Who agrees becomes a deputy in the posts from which the absent one reports, for the days
 * that are left; posts of units that the person reports for anyway are passed over, and so are those where the absent one only
 * stands in.
 */
export async function answerStandIns(
  tx: Transaction,
  answered: readonly Answered[],
  zone: string,
): Promise<void> {
  const [first] = answered;
  if (!first) return;
  const today = first.scene.at.toZonedDateTimeISO(zone).toPlainDate();
  const said = answered.map(({ scene, effect }) => ({
    absence: effect.absence,
    person: scene.person,
    answer: effect.kind === 'agree-stand-in' ? 'agreed' : 'declined',
  }));
  const changed = await tx.execute<{ id: AbsenceId; answer: StandInAnswer }>(sql`
    update absence a set stand_in_answer = said.answer
    from ${tableOf(said, 'said', 'absence bigint, person bigint, answer text')}
    where a.id = said.absence and a.stand_in_id = said.person and a.ended_at is null and a.last_day >= ${today.toString()}
      and a.stand_in_answer is distinct from said.answer
    returning a.id, a.stand_in_answer as answer`);
  const ids = (answer: StandInAnswer) =>
    tableOf(
      changed.filter((one) => one.answer === answer),
      'told',
      'id bigint',
    );
  await endStandIns(tx, sql`select id from ${ids('declined')}`, today);
  await tx.execute(sql`
    insert into holder (post_id, person_id, deputy, held_from, held_until, absence_id)
    select h.post_id, a.stand_in_id, true, begins.day, a.last_day + 1, a.id
    from ${ids('agreed')} join absence a on a.id = told.id
      cross join lateral (select greatest(a.first_day, ${today.toString()}) as day) begins
      join holder h on h.person_id = a.person_id and h.absence_id is null and ${isHeldAt(sql`begins.day`)}
      join post on post.id = h.post_id and post.role = 'contact'
    where not exists (
      select from holder own join post other on other.id = own.post_id
      where own.person_id = a.stand_in_id and other.role = 'contact' and other.unit_id = post.unit_id
        and own.held_from <= begins.day and (own.held_until is null or own.held_until > a.last_day)
    )`);
}

/** Whoever stands in because of these absences no longer does from `today` on; who was to begin later, or began today, never did. */
export async function endStandIns(tx: Transaction, absences: SQL, today: Temporal.PlainDate): Promise<void> {
  const day = today.toString();
  await tx.execute(sql`delete from holder where absence_id in (${absences}) and held_from >= ${day}`);
  await tx.execute(
    sql`update holder set held_until = ${day} where absence_id in (${absences}) and held_until > ${day}`,
  );
}

/** Answered or not, those of the latest absences: an older button says nothing any more. */
const MOST_REQUESTS = 20;

type RequestRow = Pick<StandInRequest, 'absence' | 'asker' | 'name' | 'place'> & {
  readonly from: string;
  readonly until: string;
  readonly answer: StandInAnswer | null;
  readonly ended: boolean;
};

/** For whom this person was named to stand in, the latest first. */
export async function loadStandInRequests(
  db: Executor,
  person: PersonId,
  today: Temporal.PlainDate,
): Promise<readonly StandInRequest[]> {
  const rows = await db.execute<RequestRow>(sql`
    select a.id as absence, a.person_id as asker, p.name, a.first_day::text as from, a.last_day::text as until,
      a.stand_in_answer as answer, a.ended_at is not null or a.last_day < ${today.toString()} as ended,
      (
        select u.name
        from holder h join post on post.id = h.post_id and post.role = 'contact' join unit u on u.id = post.unit_id
        where h.person_id = a.person_id and h.absence_id is null
          and ${isHeldAt(sql`greatest(a.first_day, ${today.toString()})`)}
        order by h.deputy, post.id limit 1
      ) as place
    from absence a join person p on p.id = a.person_id
    where a.stand_in_id = ${person}
    order by a.last_day desc, a.id desc limit ${MOST_REQUESTS}`);
  return rows.map(({ from, until, answer, ended, ...row }) => ({
    ...row,
    from: Temporal.PlainDate.from(from),
    until: Temporal.PlainDate.from(until),
    standing: ended || row.place === null ? 'over' : (answer ?? 'waits'),
  }));
}
