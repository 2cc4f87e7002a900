import { readTemplateInfo } from '../channels/zalo-oa/start.ts';
import type { Config } from '../config.ts';
import { Refused } from '../core/errors.ts';
import { appSecret } from '../db/app-secret.ts';
import type { Database } from '../db/connect.ts';
import { createLog } from '../log.ts';
import { ZALO } from '../texts/zalo-oa.ts';
import { tokenStore } from './platforms.ts';

/** What Zalo says of templates, by their numbers. Throws Refused with the reason where it says nothing. */
export async function askZaloTemplates(
  config: Config,
  db: Database,
  ids: readonly string[],
): Promise<readonly unknown[]> {
  const { zaloOa } = config;
  if (!zaloOa) throw new Refused(ZALO.notConfigured);
  const tokens = tokenStore(zaloOa, { db, secret: await appSecret(config) });
  const parts = { config: zaloOa, tokens, log: createLog(config.logLevel) };
  const answers: unknown[] = [];
  for (const id of ids) {
    // One token for all: two calls at once might renew it twice.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await readTemplateInfo(parts, id);
    if (!answer.ok) throw new Refused(ZALO.noTemplateInfo(id, answer.reason));
    answers.push(answer.data);
  }
  return answers;
}
