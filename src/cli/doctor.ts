import { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { officeScope } from '../core/access/scope.ts';
import type { Config, ZaloOaConfig } from '../config.ts';
import { Refused } from '../core/errors.ts';
import type { BotCheck, LiveCheck } from '../core/organization/live-check.ts';
import { appSecret } from '../db/app-secret.ts';
import type { Database } from '../db/connect.ts';
import { loadBurden } from '../db/queries/burden.ts';
import { countOverdueSignOffs, loadHealth } from '../db/queries/doctor.ts';
import { loadReach } from '../db/queries/reach.ts';
import { loadHeldLeases } from '../db/queries/leases.ts';
import { holdsUnreadableTokens, loadZaloOaTokens } from '../db/queries/zalo-oa-tokens.ts';
import { loadSpending } from '../db/queries/zalo-oa-spending.ts';
import { loadZaloOaUse } from '../db/queries/zalo-oa-use.ts';
import { loadZaloBotUse } from '../db/queries/zalo-bot-use.ts';
import { DOCTOR, wordHealth } from '../texts/doctor.ts';
import { findingOf } from '../texts/finding.ts';
import { liveFinding } from '../texts/live-check.ts';
import { LIVE_CHECKLIST } from '../texts/live-checklist.ts';
import { settingsFindings } from '../texts/settings-check.ts';
import type { ZaloOaHealth } from '../texts/zalo-oa.ts';
import type { CliParts } from './parts.ts';

export type DoctorParts = CliParts & {
  /** Asks the platforms in use what changes nothing there. */
  askPlatforms(db: Database): Promise<readonly LiveCheck[]>;
};

type DoctorFlags = { readonly json?: true; readonly live?: true };

export function doctorCommand(parts: DoctorParts): Command {
  return new Command('doctor')
    .description('kiểm tra cơ sở dữ liệu, kênh và hàng đợi')
    .option('--live', 'hỏi thẳng các nền tảng (không gửi tin cho ai), in việc chỉ người thử được')
    .option('--json', 'in dạng JSON')
    .action((flags: DoctorFlags) => examine(parts, flags));
}

async function examine(parts: DoctorParts, flags: DoctorFlags): Promise<void> {
  const { config } = parts;
  const { counts, zaloOa, zaloBotUse, live } = await parts.withDatabase(async (db) => {
    const now = await parts.now(db);
    return {
      counts: {
        ...(await loadHealth(db)),
        reach: await loadReach(db),
        leases: await loadHeldLeases(db),
        burden: await loadBurden(db, officeScope(), now, config.timeZone),
        overdueSignOffs: await countOverdueSignOffs(db, now, config.timeZone),
      },
      zaloOa: config.zaloOa && (await loadZaloOa(db, config, config.zaloOa)),
      zaloBotUse: config.zaloBot && (await loadZaloBotUse(db)),
      live: flags.live && (await parts.askPlatforms(db)),
    };
  });
  const names = live ? namesIn(live) : await askNames(parts);
  const telegram = !config.telegram ? 'off' : names.telegram === undefined ? 'unreachable' : 'up';
  const zaloBot = zaloBotUse && { name: names.zaloBot, use: zaloBotUse };
  const { demo, timeZone: zone } = config;
  const settings = settingsFindings(config);
  const findings = wordHealth(counts, {
    telegram,
    bot: names.telegram,
    zaloBot,
    zaloOa,
    settings: settings.map(findingOf),
    live: live?.map((check) => findingOf(liveFinding(check, zone))),
    demo,
    zone,
  });
  if (flags.json) parts.print(JSON.stringify({ ...counts, settings, telegram, zaloBot, zaloOa, live, demo }));
  else {
    for (const { text } of findings) parts.print(text);
    if (live) printChecklist(parts);
  }
  const faults = findings.filter((finding) => finding.isFault).length;
  if (faults > 0) throw new Refused(DOCTOR.faults(faults));
}

type Names = { readonly telegram: string | undefined; readonly zaloBot: string | undefined };

async function askNames(parts: CliParts): Promise<Names> {
  const [telegram, zaloBot] = await Promise.all([parts.telegramBotName(), parts.zaloBotName()]);
  return { telegram, zaloBot };
}

function namesIn(live: readonly LiveCheck[]): Names {
  const nameOf = (platform: BotCheck['platform']) => {
    const bot = live.find((check): check is BotCheck => check.asked === 'bot' && check.platform === platform);
    return bot?.result.kind === 'ok' ? (bot.result.name ?? '') : undefined;
  };
  return { telegram: nameOf('telegram'), zaloBot: nameOf('zalo-bot') };
}

function printChecklist(parts: CliParts): void {
  parts.print('');
  parts.print(LIVE_CHECKLIST.title);
  for (const [index, step] of LIVE_CHECKLIST.steps.entries()) parts.print(`${index + 1}. ${step}`);
}

/** Of the tokens only until when they are good. */
async function loadZaloOa(
  db: Database,
  config: Config,
  { appId, prices, monthlyBudget }: ZaloOaConfig,
): Promise<ZaloOaHealth> {
  const now = Temporal.Now.instant();
  const owner = { appId, secret: await appSecret(config) };
  const { pair, dead } = await loadZaloOaTokens(db, owner);
  return {
    pair: pair && { expiresAt: pair.expiresAt },
    isUnreadable: await holdsUnreadableTokens(db, owner),
    deadReason: dead?.reason,
    use: await loadZaloOaUse(db, now),
    spending: await loadSpending(db, now),
    prices,
    monthlyBudget,
    now,
    zone: config.timeZone,
  };
}
