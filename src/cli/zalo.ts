import { createHash, randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { Refused } from '../core/errors.ts';
import type { TokenPair } from '../core/zalo-oa/tokens.ts';
import { appSecret } from '../db/app-secret.ts';
import { recordAudit } from '../db/queries/audit.ts';
import { changeZaloOaTokens } from '../db/queries/zalo-oa-tokens.ts';
import { ZALO } from '../texts/zalo-oa.ts';
import { templatesCommand, type TemplatesParts } from './zalo-templates.ts';

export type ZaloParts = TemplatesParts & {
  /** Gives the pair for the code of a consent; throws Refused with the reason where there is none. */
  exchangeZaloCode(code: string, verifier: string): Promise<TokenPair>;
};

export function zaloCommand(parts: ZaloParts): Command {
  const zalo = new Command('zalo').description('việc của Zalo OA');
  zalo
    .command('login')
    .description('cấp quyền cho hệ thống gửi tin từ OA: in đường dẫn, đọc địa chỉ mà Zalo chuyển tới')
    .option('--redirect <url>', 'Callback URL đã khai trong ứng dụng (mặc định: PUBLIC_URL)')
    .action((flags: { readonly redirect?: string }) => login(parts, flags.redirect));
  zalo.addCommand(templatesCommand(parts));
  return zalo;
}

/** The link goes to standard output, what to do to standard error. */
async function login(parts: ZaloParts, redirect: string | undefined): Promise<void> {
  const { zaloOa, publicUrl } = parts.config;
  if (!zaloOa) throw new Refused(ZALO.notConfigured);
  const back = redirect ?? publicUrl;
  if (back === undefined || !URL.canParse(back)) throw new Refused(ZALO.noRedirect);
  const verifier = randomBytes(32).toString('base64url');
  const link = new URL('/v4/oa/permission', zaloOa.oauthRoot);
  link.search = new URLSearchParams({
    app_id: zaloOa.appId,
    redirect_uri: back,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  }).toString();
  parts.say(ZALO.open);
  parts.print(link.href);
  parts.say(ZALO.paste);
  const code = codeIn(await firstLine(parts.readStandardInput()));
  if (code === undefined) throw new Refused(ZALO.noCode);
  const pair = await parts.exchangeZaloCode(code, verifier);
  const owner = { appId: zaloOa.appId, secret: await appSecret(parts.config) };
  await parts.withDatabase(async (db) => {
    await changeZaloOaTokens(db, owner, async ({ seedHash }) => ({ pair, dead: undefined, seedHash }));
    await recordAudit(db, await parts.now(db), [{ action: 'zalo-login', subject: 'zalo-oa' }]);
  });
  parts.say(ZALO.done);
}

async function firstLine(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) if (line.trim() !== '') return line.trim();
  return '';
}

/** The code of an address that was pasted whole, or the code alone. */
function codeIn(pasted: string): string | undefined {
  if (URL.canParse(pasted)) return new URL(pasted).searchParams.get('code') ?? undefined;
  return /^[\w.~-]+$/.test(pasted) ? pasted : undefined;
}
