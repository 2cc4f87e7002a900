import { snakeCase, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The tokens of a Zalo app for its Official Account, one row an app. */
export const zaloOaToken = snakeCase.table('zalo_oa_token', {
  appId: text().primaryKey(),
  /** The pair, encrypted with a key from APP_SECRET; null: there has been none that worked. */
  sealed: text(),
  /** Real time at which the access token ends. */
  expiresAt: instant(),
  /** Real time since which the refresh token is known to be dead; null: it is not. */
  deadSince: instant(),
  deadReason: text(),
  /** SHA-256 of the environment's refresh token that was used last: it is good once. */
  seedHash: text(),
});
