import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { BUILT_IN_HOLIDAYS } from '../../src/core/calendar/built-in-holidays.ts';
import type { OrganizationFile } from '../../src/core/organization/organization-file.ts';
import { setDemoClock } from '../../src/db/clock.ts';
import { openDatabase } from '../../src/db/open.ts';
import { loadOnPhones } from '../../src/db/queries/sample.ts';
import { openPeriods } from '../../src/schedule/periods.ts';
import type { FaultyBotApi } from './faulty-bot-api.ts';
import { tuan } from './forms.ts';
import { ZONE } from './office.ts';
import { WEBHOOK_SECRET } from './webhook-sender.ts';

/** The first commune's contact writes from this Telegram chat, the second's from the next. */
const FIRST_CHAT = 901;

/** A commune whose contact reports by Telegram; the form has one field, complaints. */
export type Commune = { readonly unit: string; readonly chat: number };

/**
 * A district in a fresh embedded database under `dataDir`, on the Wednesday of 2026-W48, whose contacts are linked to Telegram. No
 * server is left running.
 */
export async function foundDistrict(dataDir: string, communes: number): Promise<readonly Commune[]> {
  const all = Array.from({ length: communes }, (_, index) => ({
    unit: `xa-${index + 1}`,
    chat: FIRST_CHAT + index,
  }));
  const now = Temporal.Instant.from('2026-11-25T09:00:00+07:00');
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, () => {});
  await database.db.transaction(async (tx) => {
    await setDemoClock(tx, now);
    await loadOnPhones(tx, organizationOf(all), now, ZONE);
    for (const { unit, chat } of all) {
      // oxlint-disable-next-line no-await-in-loop
      await tx.execute(
        sql`update chat set channel = 'telegram', external_id = ${String(chat)} where external_id = ${contactOf(unit)}`,
      );
    }
    await openPeriods(tx, now, ZONE, BUILT_IN_HOLIDAYS);
  });
  await database.close();
  return all;
}

/** How an instance is started on that district, with Telegram's webhook. */
export function instanceEnvironment(dataDir: string, api: FaultyBotApi): Readonly<Record<string, string>> {
  return {
    DATA_DIR: dataDir,
    DEMO: '1',
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.apiRoot,
    TELEGRAM_RATE: '1000/1000',
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    PUBLIC_URL: 'https://bot.example.vn',
  };
}

const contactOf = (unit: string) => `can-bo-${unit}`;

function organizationOf(communes: readonly Commune[]): OrganizationFile {
  return {
    units: [
      { code: 'huyen', name: 'Huyện Vĩnh Thuận', kind: 'district' },
      ...communes.map(({ unit }) => ({
        code: unit,
        name: `Xã ${unit}`,
        kind: 'commune',
        parent: 'huyen',
      })),
    ],
    bodies: [{ code: 'ubnd', name: 'UBND huyện', style: 'government', unit: 'huyen' }],
    people: communes.map(({ unit }) => ({
      code: contactOf(unit),
      name: `Cán bộ ${unit}`,
      honorific: 'đồng chí',
    })),
    posts: communes.map(({ unit }) => ({
      code: `dau-moi-${unit}`,
      title: 'Đầu mối',
      role: 'contact' as const,
      unit,
      holder: contactOf(unit),
    })),
    forms: [
      {
        ...tuan,
        receivers: ['ubnd'],
        reporters: { kind: 'commune' },
        fields: tuan.fields
          .filter(({ code }) => code === 'complaints')
          .map((field) => ({ ...field, for: [] })),
      },
    ],
  };
}
