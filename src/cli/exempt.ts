import { Command, Option } from 'commander';
import type { Temporal } from 'temporal-polyfill';
import { decideExemption, type ExemptionWish } from '../core/actions/exempt.ts';
import { Refused } from '../core/errors.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import type { UnitCode } from '../core/ids.ts';
import type { About } from '../core/replies.ts';
import type { Transaction } from '../db/connect.ts';
import { recordAudit } from '../db/queries/audit.ts';
import { holdOwedReport, saveExemptions, type OwedReport } from '../db/queries/exemptions.ts';
import { loadHolidays } from '../db/queries/holidays.ts';
import { refreshNotices } from '../effects/living-notices.ts';
import { notify } from '../effects/notify.ts';
import { exemptionNotice } from '../core/conversation/coordination/exemption-notice.ts';
import { EXEMPTION, wordExemptionRefusal } from '../texts/exemption.ts';
import { aboutWords } from '../texts/report-lines.ts';
import { chooseForm, choosePeriod } from './choose-period.ts';
import type { CliParts } from './parts.ts';

type Flags = {
  readonly form?: string;
  readonly period: string;
  readonly reason?: string;
  readonly undo?: true;
  readonly json?: true;
};

/** `periods exempt`: the same decision as a coordinator's in chat. */
export function exemptCommand(parts: CliParts): Command {
  return new Command('exempt')
    .description('miễn báo cáo một kỳ cho một đơn vị, hoặc bỏ việc miễn; đơn vị được báo')
    .argument('<unit>', 'mã đơn vị')
    .option('--form <mã>', 'mẫu báo cáo (nếu bỏ qua: mẫu duy nhất đang có)')
    .requiredOption('--period <kỳ>', 'kỳ, ví dụ 2017-W34')
    .option('--reason <lý do>', 'vì sao được miễn; bản tổng hợp ghi lý do này')
    .addOption(new Option('--undo', 'bỏ việc miễn').conflicts('reason'))
    .option('--json', 'in kết quả dạng JSON')
    .action((unit: UnitCode, flags: Flags) => exempt(parts, unit, flags));
}

async function exempt(parts: CliParts, unit: UnitCode, flags: Flags): Promise<void> {
  const wish: ExemptionWish = flags.undo
    ? { kind: 'withdraw' }
    : { kind: 'exempt', reason: flags.reason ?? '' };
  const { about, reason, form } = await parts.withDatabase(async (db) => {
    const now = await parts.now(db);
    return db.transaction((tx) => exemptIn(parts, tx, unit, flags, wish, now));
  });
  if (flags.json) {
    parts.print(
      JSON.stringify({ ok: true, unit, form, period: about.period.code, exempt: reason !== null, reason }),
    );
    return;
  }
  parts.print(reason === null ? EXEMPTION.undone(aboutWords(about)) : EXEMPTION.done(aboutWords(about)));
}

/** All or nothing: decision, exemption, the unit's notice and the audit entry are one transaction. */
async function exemptIn(
  parts: CliParts,
  tx: Transaction,
  unit: UnitCode,
  flags: Flags,
  wish: ExemptionWish,
  now: Temporal.Instant,
) {
  const form = await chooseForm(tx, flags.form);
  const { about, owed } = await findReport(tx, form, unit, flags.period, now);
  const decision = decideExemption(owed.exempt, wish);
  if (decision.kind !== 'decided') throw new Refused(wordExemptionRefusal(decision, aboutWords(about)));
  const { reason } = decision;
  const { obligation } = owed;
  await saveExemptions(tx, [{ obligation, reason }], now);
  const cause = `exemption ${obligation} ${now.toString()}`;
  await refreshNotices(tx, [{ obligation, cause }], { at: now, zone: parts.config.timeZone });
  const effect = exemptionNotice({ about, obligation, sent: owed.sent }, reason, null, now);
  const calendar = { zone: parts.config.timeZone, holidays: await loadHolidays(tx) };
  await notify(tx, [{ scene: { at: now, person: null }, effect }], calendar);
  await recordAudit(tx, now, [
    { action: 'decide-exemption', subject: `obligation ${obligation}`, detail: { exempt: reason !== null } },
  ]);
  return { about, reason, form: form.code };
}

async function findReport(
  tx: Transaction,
  form: FormDefinition,
  unit: UnitCode,
  code: string,
  now: Temporal.Instant,
): Promise<{ readonly about: About; readonly owed: OwedReport }> {
  const period = await choosePeriod(tx, form, code, now);
  const owed = await holdOwedReport(tx, period.id, unit);
  if (owed === undefined) throw new Refused(EXEMPTION.owesNothing(unit, form.code, period.code));
  return { about: { unit: owed.unit, formName: form.name, period }, owed };
}
