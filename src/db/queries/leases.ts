import { sql } from 'drizzle-orm';
import type { HeldLease } from '../../core/organization/service-health.ts';
import type { Executor } from '../connect.ts';
import { lease } from '../schema/lease.ts';

/** Notified with a lease's name when its holder gives it up. */
export const LEASE_NOTICE = 'lease';

export type Bid = { readonly name: string; readonly holder: string; readonly milliseconds: number };

export type BidAnswer = {
  readonly isHeld: boolean;
  /** Not held: until it may be free. */
  readonly leftMs: number;
  /** Held: for so long what another holder did still counts. */
  readonly restMs: number;
};

/**
 * Takes a lease that is free, or renews one's own. The commit does not wait for the disk: a renewal lost in a crash of the database
 * shortens the lease by no more than the holder leaves unused of it.
 */
export async function bidForLease(db: Executor, { name, holder, milliseconds }: Bid): Promise<BidAnswer> {
  const [answer] = await db.execute<BidAnswer>(sql`
    with quick as (select set_config('synchronous_commit', 'off', true)),
    seen as (select * from lease where name = ${name}),
    taken as (
      insert into lease (name, holder, since, until, rest_until)
      select ${name}, ${holder}, moment, moment + ${milliseconds} * interval '1 millisecond', moment + ${milliseconds} * interval '1 millisecond'
      from quick, (select clock_timestamp() as moment) now
      where not exists (select from seen where holder <> ${holder} and until > moment)
      on conflict (name) do update set holder = excluded.holder, until = excluded.until, rest_until = excluded.rest_until,
        since = case when lease.holder = excluded.holder and lease.until > excluded.since then lease.since else excluded.since end
      where lease.holder = excluded.holder or lease.until <= excluded.since
      returning name
    )
    select exists (select from taken) as "isHeld",
      coalesce(extract(epoch from seen.until - clock_timestamp()) * 1000, 0)::float8 as "leftMs",
      case when seen.holder <> ${holder} then greatest(0, extract(epoch from seen.rest_until - clock_timestamp()) * 1000) else 0 end::float8 as "restMs"
    from (select) one left join seen on true`);
  if (!answer) throw new RangeError('a select without condition returned no row');
  return answer;
}

/** Frees one's own lease and tells those who wait for it. `restMs`: for so long what was done still counts. */
export async function releaseLease(
  db: Executor,
  { name, holder, restMs }: { readonly name: string; readonly holder: string; readonly restMs: number },
): Promise<void> {
  await db.execute(sql`
    with released as (
      update lease set until = clock_timestamp(), rest_until = clock_timestamp() + ${restMs} * interval '1 millisecond'
      where name = ${name} and holder = ${holder}
      returning name
    )
    select pg_notify(${LEASE_NOTICE}, name) from released`);
}

/** Who does what at this moment. */
export async function loadHeldLeases(db: Executor): Promise<readonly HeldLease[]> {
  return db
    .select({ name: lease.name, holder: lease.holder, since: lease.since })
    .from(lease)
    .where(sql`${lease.until} > clock_timestamp()`)
    .orderBy(lease.name);
}
