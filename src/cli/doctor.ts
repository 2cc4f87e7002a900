import { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { officeScope } from '../core/access/scope.ts';
import type { Config, ZaloOaConfig } from '../config.ts';
import { Refused } from '../core/errors.ts';
import { appSecret } from '../db/app-secret.ts';
import type { Database } from '../db/connect.ts';
import { loadBurden } from '../db/queries/burden.ts';
import { countOverdueSignOffs, loadHealth } from '../db/queries/doctor.ts';
import { loadHeldLeases } from '../db/queries/leases.ts';
import { loadZaloOaTokens } from '../db/queries/zalo-oa-tokens.ts';
import { loadZaloOaUse } from '../db/queries/zalo-oa-use.ts';
import { loadZaloBotUse } from '../db/queries/zalo-bot-use.ts';
import { DOCTOR, wordHealth } from '../texts/doctor.ts';
import type { ZaloOaHealth } from '../texts/zalo-oa.ts';
import type { CliParts } from './parts.ts';

export function doctorCommand(parts: CliParts): Command {
  return new Command('doctor')
    .description('kiểm tra cơ sở dữ liệu, kênh và hàng đợi')
    .option('--json', 'in dạng JSON')
    .action(async (flags: { json?: true }) => {
      const { config } = parts;
      const { health, burden, overdueSignOffs, leases, zaloOa, zaloBotUse } = await parts.withDatabase(
        async (db) => {
          const now = await parts.now(db);
          return {
            health: await loadHealth(db),
            leases: await loadHeldLeases(db),
            burden: await loadBurden(db, officeScope(), now, config.timeZone),
            overdueSignOffs: await countOverdueSignOffs(db, now, config.timeZone),
            zaloOa: config.zaloOa && (await loadZaloOa(db, config, config.zaloOa)),
            zaloBotUse: config.zaloBot && (await loadZaloBotUse(db)),
          };
        },
      );
      const bot = config.telegram ? ((await parts.telegramBotName()) ?? null) : undefined;
      const telegram = bot === undefined ? 'off' : bot === null ? 'unreachable' : 'up';
      const zaloBot = zaloBotUse && { name: await parts.zaloBotName(), use: zaloBotUse };
      if (flags.json)
        parts.print(
          JSON.stringify({
            ...health,
            leases,
            burden,
            overdueSignOffs,
            telegram,
            zaloBot,
            zaloOa,
            demo: config.demo,
          }),
        );
      const findings = wordHealth(
        { ...health, leases, burden, overdueSignOffs },
        { telegram, bot: bot ?? undefined, zaloBot, zaloOa, demo: config.demo, zone: config.timeZone },
      );
      if (!flags.json) for (const { text } of findings) parts.print(text);
      const faults = findings.filter((finding) => finding.isFault).length;
      if (faults > 0) throw new Refused(DOCTOR.faults(faults));
    });
}

/** Of the tokens only until when they are good. */
async function loadZaloOa(db: Database, config: Config, { appId }: ZaloOaConfig): Promise<ZaloOaHealth> {
  const now = Temporal.Now.instant();
  const { pair, dead } = await loadZaloOaTokens(db, { appId, secret: await appSecret(config) });
  return {
    tokenUntil: pair?.expiresAt,
    deadReason: dead?.reason,
    use: await loadZaloOaUse(db, now),
    now,
    zone: config.timeZone,
  };
}
