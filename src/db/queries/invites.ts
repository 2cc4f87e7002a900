import { createHmac, randomBytes } from 'node:crypto';
import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { Fault } from '../../core/errors.ts';
import type { InviteId, PersonCode, PersonId, PostCode } from '../../core/ids.ts';
import { inviteCodeFrom } from '../../core/organization/invite-code.ts';
import type { Executor, Transaction } from '../connect.ts';
import { chat } from '../schema/chat.ts';
import { body, holder, invite, person, post, unit } from '../schema/organization.ts';
import { tableOf } from './rows.ts';

/** How the database knows a code: keyed, so that a copy of the database does not even let codes be tried. Hex. */
export function hashInviteCode(secret: string, code: string): string {
  return createHmac('sha256', secret).update(`invite-hash ${code.toUpperCase()}`).digest('hex');
}

/** The code of an invite is derived, not stored, and can be shown again. */
function inviteCode(secret: string, nonce: string): string {
  for (let attempt = 0; ; attempt += 1) {
    const hash = createHmac('sha256', secret).update(`invite-code ${nonce} ${attempt}`).digest();
    const code = inviteCodeFrom(hash);
    if (code !== undefined) return code;
  }
}

export type IssuedInvite = {
  readonly post: PostCode;
  readonly title: string;
  /** The unit or body that the post is in. */
  readonly place: string;
  readonly person: PersonCode;
  readonly name: string;
  readonly code: string;
  readonly expiresAt: Temporal.Instant;
  /** False: an open code that stood already. */
  readonly fresh: boolean;
};

export type InviteOptions = {
  readonly secret: string;
  /** Real time: expiry does not follow the demo clock. */
  readonly now: Temporal.Instant;
  /** The calendar day on which posts are held. */
  readonly today: Temporal.PlainDate;
  /** Only this person, also when linked already (for a further channel). */
  readonly person?: PersonCode;
  readonly validDays: number;
};

const INVITE_LOCK = 7_301_011;

/** One row a person and post held today; a person with several posts has one code. */
export async function issueInvites(tx: Transaction, options: InviteOptions): Promise<IssuedInvite[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(${INVITE_LOCK})`);
  const holders = await findInvitees(tx, options);
  const open = await keepOpenInvites(tx, options, [...new Set(holders.map((row) => row.personId))]);
  const missing = [...new Set(holders.map((row) => row.personId))].filter((id) => !open.has(id));
  for (const [id, made] of await makeInvites(tx, options, missing)) open.set(id, made);
  return holders.flatMap(({ personId, ...row }) => {
    const issued = open.get(personId);
    return issued === undefined ? [] : [{ ...row, ...issued }];
  });
}

/** A code to give out, and what is stored of it; it counts once `insertInvite` has run. */
export function newInvite({
  secret,
  now,
  validDays,
}: Pick<InviteOptions, 'secret' | 'now' | 'validDays'>): MadeInvite {
  const nonce = randomBytes(16).toString('hex');
  const code = inviteCode(secret, nonce);
  const expiresAt = now.add({ hours: 24 * validDays }).round('second');
  return { nonce, code, codeHash: hashInviteCode(secret, code), expiresAt };
}

type MadeInvite = {
  readonly nonce: string;
  readonly code: string;
  readonly codeHash: string;
  readonly expiresAt: Temporal.Instant;
};

export async function insertInvite(
  tx: Transaction,
  personId: PersonId,
  { nonce, codeHash, expiresAt }: Omit<MadeInvite, 'code'>,
  now: Temporal.Instant,
): Promise<void> {
  await tx.insert(invite).values({ personId, nonce, codeHash, createdAt: now, expiresAt });
}

/** The person's open code; undefined: there is none, or one of another secret. */
export async function findOpenInvite(
  tx: Executor,
  personId: PersonId,
  { secret, now }: Pick<InviteOptions, 'secret' | 'now'>,
): Promise<Pick<MadeInvite, 'code' | 'expiresAt'> | undefined> {
  const rows = await tx
    .select()
    .from(invite)
    .where(
      and(
        eq(invite.personId, personId),
        isNull(invite.usedAt),
        isNull(invite.revokedAt),
        gt(invite.expiresAt, now),
      ),
    )
    .orderBy(asc(invite.id));
  const made = rows.map((row) => ({ ...row, code: inviteCode(secret, row.nonce) }));
  return made.findLast(({ code, codeHash }) => hashInviteCode(secret, code) === codeHash);
}

/** The person's open codes are worth nothing any more. */
export async function revokeInvites(
  tx: Transaction,
  personId: PersonId,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .update(invite)
    .set({ revokedAt: now })
    .where(and(eq(invite.personId, personId), isNull(invite.usedAt), isNull(invite.revokedAt)));
}

type Issued = Pick<IssuedInvite, 'code' | 'expiresAt' | 'fresh'>;

async function findInvitees(tx: Transaction, { today, person: only }: InviteOptions) {
  const linked = tx
    .select({ one: sql`1` })
    .from(chat)
    .where(and(eq(chat.personId, person.id), eq(chat.state, 'linked')));
  return tx
    .select({
      post: post.code,
      title: post.title,
      place: sql<string>`coalesce(${unit.name}, ${body.name})`,
      person: person.code,
      name: person.name,
      personId: person.id,
    })
    .from(holder)
    .innerJoin(person, eq(person.id, holder.personId))
    .innerJoin(post, eq(post.id, holder.postId))
    .leftJoin(unit, eq(unit.id, post.unitId))
    .leftJoin(body, eq(body.id, post.bodyId))
    .where(
      and(
        lte(holder.heldFrom, today),
        or(isNull(holder.heldUntil), gt(holder.heldUntil, today)),
        only === undefined ? sql`not exists ${linked}` : eq(person.code, only),
      ),
    )
    .orderBy(asc(post.id), asc(person.id));
}

/** Open invites whose code can still be derived; those made under another secret are revoked. */
async function keepOpenInvites(
  tx: Transaction,
  { secret, now }: InviteOptions,
  people: readonly PersonId[],
): Promise<Map<PersonId, Issued>> {
  const kept = new Map<PersonId, Issued>();
  if (people.length === 0) return kept;
  const rows = await tx
    .select()
    .from(invite)
    .where(and(isNull(invite.usedAt), isNull(invite.revokedAt), gt(invite.expiresAt, now)))
    .orderBy(asc(invite.id));
  const wanted = new Set(people);
  const lost: InviteId[] = [];
  for (const row of rows) {
    if (!wanted.has(row.personId)) continue;
    const code = inviteCode(secret, row.nonce);
    if (hashInviteCode(secret, code) === row.codeHash) {
      kept.set(row.personId, { code, expiresAt: row.expiresAt, fresh: false });
    } else lost.push(row.id);
  }
  if (lost.length > 0) await tx.update(invite).set({ revokedAt: now }).where(inArray(invite.id, lost));
  return kept;
}

async function makeInvites(
  tx: Transaction,
  { secret, now, validDays }: InviteOptions,
  people: readonly PersonId[],
): Promise<Map<PersonId, Issued>> {
  const made = new Map<PersonId, Issued>();
  if (people.length === 0) return made;
  const rows = people.map((id) => {
    const { nonce, code, codeHash, expiresAt } = newInvite({ secret, now, validDays });
    made.set(id, { code, expiresAt, fresh: true });
    return { person: id, nonce, hash: codeHash, expires: expiresAt.toString() };
  });
  await tx.execute(sql`
    insert into invite (person_id, nonce, code_hash, created_at, expires_at)
    select person, nonce, hash, ${now.toString()}::timestamptz, expires
    from ${tableOf(rows, 'stated', 'person bigint, nonce text, hash text, expires timestamptz')} order by position`);
  return made;
}

export type FoundInvite = {
  readonly codeHash: string;
  readonly invite: InviteId;
  readonly person: PersonId;
  /** What it is worth at `now`, in real time. A revoked one is as good as none. */
  readonly state: 'open' | 'used' | 'expired' | 'revoked';
};

/** The invites of these hashes (`hashInviteCode`), whatever their state; a hash that is not found belongs to a wrong code. */
export async function lookUpInvites(
  tx: Executor,
  codeHashes: readonly string[],
  now: Temporal.Instant,
): Promise<FoundInvite[]> {
  if (codeHashes.length === 0) return [];
  const rows = await tx
    .select()
    .from(invite)
    .where(inArray(invite.codeHash, [...codeHashes]));
  return rows.map((row) => foundInvite(row, now));
}

function stateOf(row: typeof invite.$inferSelect, now: Temporal.Instant): FoundInvite['state'] {
  if (row.usedAt !== null) return 'used';
  if (row.revokedAt !== null) return 'revoked';
  return row.expiresAt.epochMilliseconds <= now.epochMilliseconds ? 'expired' : 'open';
}

/** Spends an invite, once: Fault if it is not open any more. `now` is real time. */
export async function spendInvite(tx: Transaction, id: InviteId, now: Temporal.Instant): Promise<void> {
  const spent = await tx
    .update(invite)
    .set({ usedAt: now })
    .where(and(eq(invite.id, id), isNull(invite.usedAt), isNull(invite.revokedAt)))
    .returning({ id: invite.id });
  if (spent.length === 0) throw new Fault(`invite ${id} is not open any more`);
}

/** An invite by its number, as `lookUpInvites` finds it by its code. */
export async function invitesById(
  tx: Executor,
  ids: readonly InviteId[],
  now: Temporal.Instant,
): Promise<FoundInvite[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(invite)
    .where(inArray(invite.id, [...ids]));
  return rows.map((row) => foundInvite(row, now));
}

function foundInvite(row: typeof invite.$inferSelect, now: Temporal.Instant): FoundInvite {
  return { codeHash: row.codeHash, invite: row.id, person: row.personId, state: stateOf(row, now) };
}
