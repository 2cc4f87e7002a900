import { Command, Option } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { Refused } from '../core/errors.ts';
import { NO_PLACES, placeOf, telegramLink, zaloOaLink, type JoinPlaces } from '../core/invites/places.ts';
import type { ZaloAccount } from '../core/organization/live-check.ts';
import { appSecret } from '../db/app-secret.ts';
import type { Database } from '../db/connect.ts';
import { recordAudit } from '../db/queries/audit.ts';
import { issueInvites, type IssuedInvite } from '../db/queries/invites.ts';
import { OPERATOR } from '../texts/operator.ts';
import { checkWritable, writeBytes } from './output.ts';
import type { CliParts } from './parts.ts';

/** Long enough for someone on leave, short enough that a lost sheet is harmless after a month. */
const VALID_DAYS = 30;

export type InvitesParts = CliParts & {
  /** The Zalo Official Account, if one is set and answers to the token that is kept. */
  zaloOaAccount(db: Database): Promise<ZaloAccount | undefined>;
};

type InviteFlags = {
  readonly person?: string;
  readonly json?: true;
  readonly sheet?: string;
  readonly qr?: string;
};

export function invitesCommand(parts: InvitesParts): Command {
  return new Command('invites')
    .description('in mã mời của những người giữ chức danh chưa kết nối; mã còn hạn thì giữ nguyên')
    .option('--person <code>', 'chỉ người này, kể cả khi đã kết nối (để thêm một kênh)')
    .option('--sheet <file>', 'ghi phiếu mời để in và cắt (DOCX), mỗi người một phiếu có mã hình')
    .addOption(
      new Option('--qr <file>', 'ghi ảnh mã QR (PNG) của một người, để gửi hoặc cho quét').conflicts('sheet'),
    )
    .addOption(new Option('--json', 'in dạng JSON').conflicts(['sheet', 'qr']))
    .action((flags: InviteFlags) => printInvites(parts, flags));
}

async function printInvites(parts: InvitesParts, flags: InviteFlags): Promise<void> {
  const file = flags.sheet ?? flags.qr;
  if (flags.qr !== undefined && flags.person === undefined) throw new Refused(OPERATOR.qrOfWhom);
  if (file !== undefined) await checkWritable(file);
  const { issued, account } = await issue(parts, flags.person);
  if (flags.person !== undefined && issued.length === 0)
    throw new Refused(OPERATOR.unknownPerson(flags.person));
  const places = issued.length === 0 ? NO_PLACES : await findPlaces(parts, account);
  if (flags.sheet !== undefined && issued.length > 0) return writeSheet(parts, flags.sheet, issued, places);
  const [first] = issued;
  if (flags.qr !== undefined && first !== undefined) return writeQr(parts, flags.qr, first, places);
  const { telegramBot, zaloOa } = places;
  const rows = issued.map((row) => ({
    post: row.post,
    person: row.person,
    name: row.name,
    code: row.code,
    telegram: telegramBot === null ? null : telegramLink(telegramBot, row.code),
    ...(zaloOa && { zalo_oa: zaloOaLink(zaloOa.id) }),
    expires_at: localMoment(row.expiresAt, parts.config.timeZone),
  }));
  if (flags.json) return parts.print(JSON.stringify(rows));
  for (const row of rows) {
    parts.print(
      [row.code, row.name, row.post, row.expires_at, row.telegram, row.zalo_oa]
        .filter((cell) => cell !== null && cell !== undefined)
        .join('\t'),
    );
  }
  if (rows.length === 0) parts.say(OPERATOR.everyoneLinked);
}

async function writeSheet(
  parts: InvitesParts,
  path: string,
  issued: readonly IssuedInvite[],
  places: JoinPlaces,
): Promise<void> {
  const { inviteSheet } = await import('../documents/invite-sheet.ts');
  const people = [...Map.groupBy(issued, ({ person }) => person).values()];
  const cards = people.flatMap((posts) => {
    const [first] = posts;
    if (!first) return [];
    const { name, code, expiresAt } = first;
    const lastDay = expiresAt.toZonedDateTimeISO(parts.config.timeZone).toPlainDate().subtract({ days: 1 });
    return [{ name, posts, code, places, lastDay }];
  });
  await writeBytes(parts, path, await inviteSheet(cards));
}

async function writeQr(
  parts: InvitesParts,
  path: string,
  { code }: IssuedInvite,
  places: JoinPlaces,
): Promise<void> {
  const { invitePicture } = await import('../documents/qr-picture.ts');
  await writeBytes(parts, path, await invitePicture({ code, places }));
}

async function findPlaces(parts: InvitesParts, account: ZaloAccount | undefined): Promise<JoinPlaces> {
  if (parts.config.zaloOa && !account) parts.say(OPERATOR.zaloOaUnknown);
  const [telegramBot = null, zaloBot = null] = await Promise.all([
    parts.telegramBotName(),
    parts.zaloBotName(),
  ]);
  return { telegramBot, zaloBot, zaloOa: placeOf(account) };
}

type Issued = { readonly issued: readonly IssuedInvite[]; readonly account: ZaloAccount | undefined };

async function issue(parts: InvitesParts, person: string | undefined): Promise<Issued> {
  const secret = await appSecret(parts.config);
  return parts.withDatabase(async (db) => {
    const at = await parts.now(db);
    const today = at.toZonedDateTimeISO(parts.config.timeZone).toPlainDate();
    const issued = await db.transaction(async (tx) => {
      const found = await issueInvites(tx, {
        secret,
        now: Temporal.Now.instant(),
        today,
        validDays: VALID_DAYS,
        ...(person === undefined ? {} : { person }),
      });
      await recordAudit(tx, at, [
        // By the post: codes of people are mostly their names, and the audit outlives a person's data.
        ...found
          .filter(({ fresh }) => fresh)
          .map((row) => ({ action: 'issue-invite', subject: `post ${row.post}` })),
        // Names and posts leave the database with the codes.
        {
          action: 'list-invites',
          subject: 'invites',
          detail: { people: new Set(found.map((row) => row.person)).size },
        },
      ]);
      return found;
    });
    return { issued, account: issued.length === 0 ? undefined : await parts.zaloOaAccount(db) };
  });
}

function localMoment(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' });
}
