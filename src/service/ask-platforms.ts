import { Temporal } from 'temporal-polyfill';
import type { Config } from '../config.ts';
import type { LiveCheck, ZaloAccount } from '../core/organization/live-check.ts';
import { appSecret } from '../db/app-secret.ts';
import type { Database } from '../db/connect.ts';
import { loadZaloOaTokens } from '../db/queries/zalo-oa-tokens.ts';
import { loadLastWriter } from '../db/queries/zalo-oa-use.ts';
import { checkAddress } from './check-address.ts';

/** Asks each platform in use, all at once, what can be asked without sending or changing anything. Ends within 10 s. */
export async function askPlatforms(config: Config, db: Database): Promise<readonly LiveCheck[]> {
  const { publicUrl } = config;
  const checks = await Promise.all([
    askTelegram(config),
    askZaloBot(config),
    askZaloOa(config, db),
    publicUrl === undefined ? [] : checkAddress(publicUrl),
  ]);
  return checks.flat();
}

async function askTelegram({ telegram, publicUrl }: Config): Promise<readonly LiveCheck[]> {
  if (!telegram) return [];
  const { checkTelegram } = await import('../channels/telegram/check.ts');
  return checkTelegram(telegram, publicUrl);
}

async function askZaloBot({ zaloBot }: Config): Promise<readonly LiveCheck[]> {
  if (!zaloBot) return [];
  const { checkZaloBot } = await import('../channels/zalo-bot/check.ts');
  return checkZaloBot(zaloBot);
}

async function askZaloOa(config: Config, db: Database): Promise<readonly LiveCheck[]> {
  return checkAccount(config, db, await loadLastWriter(db));
}

/** The Official Account; undefined: none is set, no token that is still good is kept, or Zalo does not say it within 10 s. */
export async function readZaloOaAccount(config: Config, db: Database): Promise<ZaloAccount | undefined> {
  const [check] = await checkAccount(config, db, undefined);
  return check?.asked === 'account' && check.result.kind === 'ok' ? check.result.account : undefined;
}

async function checkAccount(
  config: Config,
  db: Database,
  person: string | undefined,
): Promise<readonly LiveCheck[]> {
  const { zaloOa } = config;
  if (!zaloOa) return [];
  const { checkZaloOa } = await import('../channels/zalo-oa/check.ts');
  const owner = { appId: zaloOa.appId, secret: await appSecret(config) };
  const { pair } = await loadZaloOaTokens(db, owner);
  return checkZaloOa(zaloOa, { pair, person }, Temporal.Now.instant());
}
