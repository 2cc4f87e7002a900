import { eq, sql } from 'drizzle-orm';
import type { KeptTokens, TokenPair } from '../../core/zalo-oa/tokens.ts';
import type { Database, Executor } from '../connect.ts';
import { decrypt, encrypt } from '../encrypt.ts';
import { zaloOaToken } from '../schema/zalo-oa.ts';

/** Whose tokens: `secret` is the installation's, with which they are encrypted. */
export type TokenOwner = { readonly appId: string; readonly secret: string };

const PURPOSE = 'zalo-oa-token';
const TOKEN_LOCK = 7_301_013;

/** What is kept; without a pair also where it was encrypted with another APP_SECRET. */
export async function loadZaloOaTokens(db: Executor, owner: TokenOwner): Promise<KeptTokens> {
  const [row] = await db.select().from(zaloOaToken).where(eq(zaloOaToken.appId, owner.appId));
  if (!row) return { pair: undefined, dead: undefined, seedHash: undefined };
  const { sealed, expiresAt, deadSince, deadReason, seedHash } = row;
  const text = sealed === null ? undefined : decrypt(owner.secret, purposeOf(owner), sealed);
  const tokens = text === undefined ? undefined : readTokens(text);
  return {
    pair: tokens && expiresAt !== null ? { ...tokens, expiresAt } : undefined,
    dead: deadSince === null ? undefined : { since: deadSince, reason: deadReason ?? '' },
    seedHash: seedHash ?? undefined,
  };
}

/** Whether a pair is kept that this installation's secret does not open. */
export async function holdsUnreadableTokens(db: Executor, owner: TokenOwner): Promise<boolean> {
  const [row] = await db
    .select({ sealed: zaloOaToken.sealed })
    .from(zaloOaToken)
    .where(eq(zaloOaToken.appId, owner.appId));
  const sealed = row?.sealed ?? null;
  return sealed !== null && decrypt(owner.secret, purposeOf(owner), sealed) === undefined;
}

/**
 * Runs `work` on what is kept and keeps what it gives; undefined: as it was. One at a time over all processes, because what Zalo gives
 * for a refresh token it gives once. Resolves after the commit, so that nothing is used that could be lost.
 */
export async function changeZaloOaTokens(
  db: Database,
  owner: TokenOwner,
  work: (kept: KeptTokens) => Promise<KeptTokens | undefined>,
): Promise<KeptTokens> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${TOKEN_LOCK}, hashtext(${owner.appId}))`);
    const kept = await loadZaloOaTokens(tx, owner);
    const changed = await work(kept);
    if (changed === undefined) return kept;
    const row = rowOf(changed, owner);
    await tx
      .insert(zaloOaToken)
      .values({ appId: owner.appId, ...row })
      .onConflictDoUpdate({ target: zaloOaToken.appId, set: row });
    return changed;
  });
}

function rowOf({ pair, dead, seedHash }: KeptTokens, owner: TokenOwner) {
  return {
    sealed: pair ? encrypt(owner.secret, purposeOf(owner), writeTokens(pair)) : null,
    expiresAt: pair?.expiresAt ?? null,
    deadSince: dead?.since ?? null,
    deadReason: dead?.reason ?? null,
    seedHash: seedHash ?? null,
  };
}

/** The app's id is part of it, so that one app's row is no other's. */
function purposeOf({ appId }: TokenOwner): string {
  return `${PURPOSE} ${appId}`;
}

function writeTokens({ accessToken, refreshToken }: TokenPair): string {
  return `${accessToken}\n${refreshToken}`;
}

function readTokens(text: string): Omit<TokenPair, 'expiresAt'> | undefined {
  const [accessToken, refreshToken] = text.split('\n');
  return accessToken === undefined || refreshToken === undefined ? undefined : { accessToken, refreshToken };
}
