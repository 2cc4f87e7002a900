import { sql, type SQL } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { AccessScope } from '../../core/access/scope.ts';
import type { Absence } from '../../core/conversation/context.ts';
import type { Effect, Scene } from '../../core/effects.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Invitee } from '../../core/invites/invitee.ts';
import type { NamedPerson } from '../../core/organization/match-person.ts';
import type { Away } from '../../core/reminders/cover-absent.ts';
import type { Executor, Transaction } from '../connect.ts';
import { reachesUnit } from './access.ts';
import { isHeld } from './held.ts';
import { idTable, tableOf } from './rows.ts';
import { endStandIns } from './stand-ins.ts';

type Change = {
  readonly scene: Scene;
  readonly effect: Extract<Effect, { kind: 'note-absence' | 'end-absence' }>;
};

/** Ends what was said before about each person, and who stands in because of it, and keeps what is said now. */
export async function changeAbsences(
  tx: Transaction,
  changes: readonly Change[],
  zone: string,
): Promise<void> {
  const [first] = changes;
  if (!first) return;
  const ended = changes.map(({ scene }) => ({ person: scene.person, at: scene.at }));
  await endStandIns(
    tx,
    sql`select a.id from ${tableOf(ended, 'ended', 'person bigint')} join absence a on a.person_id = ended.person where a.ended_at is null`,
    first.scene.at.toZonedDateTimeISO(zone).toPlainDate(),
  );
  await tx.execute(sql`
    update absence a set ended_at = ended.at
    from ${tableOf(ended, 'ended', 'person bigint, at timestamptz')}
    where a.person_id = ended.person and a.ended_at is null`);
  const noted = changes.flatMap(({ scene, effect }) =>
    effect.kind === 'note-absence'
      ? [
          {
            person: scene.person,
            chat: scene.chat,
            from: effect.from.toString(),
            until: effect.until.toString(),
            name: effect.standInName,
            standIn: effect.standIn,
            at: scene.at,
          },
        ]
      : [],
  );
  if (noted.length === 0) return;
  await tx.execute(sql`
    insert into absence (person_id, chat_id, first_day, last_day, stand_in_name, stand_in_id, told_at)
    select person, chat, "from", until, name, "standIn", at
    from ${tableOf(
      noted,
      'noted',
      'person bigint, chat bigint, "from" date, until date, name text, "standIn" bigint, at timestamptz',
    )}
    order by position`);
}

export type AbsenceRow = {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly standInName: string | null;
  readonly standIn: string | null;
  readonly agreed: PersonId | null;
};

/** For the select list of a statement that names `person`: what each said about being away today or later, null for most. */
export function absenceOf(today: Temporal.PlainDate): SQL {
  return sql`(
    select jsonb_build_object('firstDay', a.first_day, 'lastDay', a.last_day,
      'standInName', case when a.stand_in_answer = 'declined' then null else a.stand_in_name end, 'standIn', s.name,
      'agreed', case when a.stand_in_answer = 'agreed' then s.id end)
    from absence a left join person s on s.id = a.stand_in_id and a.stand_in_answer is distinct from 'declined'
    where a.person_id = person.id and a.ended_at is null and a.last_day >= ${today.toString()}
    order by a.id desc limit 1)`;
}

export function readAbsence({ firstDay, lastDay, ...named }: AbsenceRow): Absence {
  return {
    firstDay: Temporal.PlainDate.from(firstDay),
    lastDay: Temporal.PlainDate.from(lastDay),
    ...named,
  };
}

/** Those of these people who are away today. Who declined to stand in is not named. */
export async function loadAway(
  db: Executor,
  people: readonly PersonId[],
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<PersonId, Away>> {
  if (people.length === 0) return new Map();
  const rows = await db.execute<Away>(sql`
    select a.person_id as person, p.name,
      case when a.stand_in_answer = 'declined' then null else a.stand_in_id end as "standIn"
    from ${idTable(people)} join absence a on a.person_id = wanted.id join person p on p.id = a.person_id
    where a.ended_at is null and a.first_day <= ${today.toString()} and a.last_day >= ${today.toString()}
    order by a.id`);
  return new Map(rows.map((row) => [row.person, row]));
}

/** Everyone who holds a post of the scope today or stands in for one, for the names in messages. */
export async function loadNamedPeople(
  db: Executor,
  scope: AccessScope,
  today: Temporal.PlainDate,
): Promise<readonly NamedPerson[]> {
  return loadInvitees(db, scope, today);
}

/** The same with the codes by which coordinators tell people of one name apart. */
export async function loadInvitees(
  db: Executor,
  scope: AccessScope,
  today: Temporal.PlainDate,
): Promise<readonly Invitee[]> {
  return db.execute<Invitee>(sql`
    select p.id, p.code, p.name,
      coalesce(jsonb_agg(distinct u.code) filter (where u.code is not null), '[]') as units,
      coalesce(jsonb_agg(distinct u.code) filter (where post.role = 'contact' and u.code is not null and h.absence_id is null), '[]')
        as "reportsFor",
      coalesce((array_agg(u.name order by u.code) filter (where u.code is not null))[1], min(body.name)) as place,
      exists (select from chat c where c.person_id = p.id and c.state = 'linked')
        and not exists (
          select from absence a where a.person_id = p.id and a.ended_at is null
            and a.first_day <= ${today.toString()} and a.last_day >= ${today.toString()}
        ) as present
    from person p
      join holder h on h.person_id = p.id and ${isHeld(today)}
      join post on post.id = h.post_id
      left join unit u on u.id = post.unit_id
      left join body on body.id = post.body_id
    where ${reachesUnit(scope, sql`coalesce(post.unit_id, body.unit_id)`)}
    group by p.id
    order by p.id`);
}
