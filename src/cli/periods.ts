import { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { decideOpenSpan, type OpenSpan, type SpanWish } from '../core/actions/open-span.ts';
import { Fault, Refused } from '../core/errors.ts';
import type { FormCode } from '../core/ids.ts';
import type { Database, Transaction } from '../db/connect.ts';
import { recordAudit } from '../db/queries/audit.ts';
import { listPeriods, loadFormPeriods } from '../db/queries/form-periods.ts';
import { loadHolidays } from '../db/queries/holidays.ts';
import { loadFormsInForce, openPeriod, type FormInForce } from '../db/queries/openings.ts';
import { lockOrganization } from '../db/queries/organization.ts';
import {
  PERIODS,
  wordListedPeriod,
  wordOpening,
  wordSpanRefusal,
  type ListedPeriod,
  type PeriodState,
} from '../texts/periods-command.ts';
import { chooseForms } from './choose-period.ts';
import { exemptCommand } from './exempt.ts';
import { localMoment, readMoment } from './moment.ts';
import type { CliParts } from './parts.ts';

type OpenFlags = {
  readonly due?: Temporal.Instant;
  readonly lock?: Temporal.Instant;
  readonly dryRun?: true;
  readonly json?: true;
};
type ListFlags = { readonly form?: string; readonly json?: true };

export function periodsCommand(parts: CliParts): Command {
  const opener = new Command('open')
    .description('mở bằng tay một kỳ của mẫu có period: custom; các đơn vị của mẫu phải nộp và được nhắc')
    .argument('<form>', 'mã mẫu báo cáo')
    .argument('<span>', 'kỳ, ví dụ 2012..2017, 2017-01..2017-06, 2017-01-01..2017-06-30')
    .option('--due <thời điểm>', 'hạn nộp, ISO 8601 (nếu bỏ qua: theo mẫu, tính từ ngày cuối kỳ)', readMoment)
    .option('--lock <thời điểm>', 'khóa sổ, ISO 8601 (nếu bỏ qua: theo mẫu)', readMoment)
    .option('--dry-run', 'chỉ xem trước, không mở')
    .option('--json', 'in kết quả dạng JSON')
    .action((form: string, span: string, flags: OpenFlags) => openSpan(parts, form, span, flags));
  const lister = new Command('list')
    .description('các kỳ đã lập, kỳ sau cùng ở cuối')
    .option('--form <mã>', 'chỉ một mẫu báo cáo')
    .option('--json', 'in dạng JSON')
    .action((flags: ListFlags) => printPeriods(parts, flags));
  return new Command('periods')
    .description('kỳ báo cáo')
    .addCommand(opener)
    .addCommand(lister)
    .addCommand(exemptCommand(parts));
}

type Opened = { readonly period: ListedPeriod; readonly units: number; readonly kind: string };

async function openSpan(parts: CliParts, form: FormCode, span: string, flags: OpenFlags): Promise<void> {
  const opened = await parts.withDatabase((db) => openInto(parts, db, form, span, flags));
  const zone = parts.config.timeZone;
  const dryRun = flags.dryRun === true;
  if (flags.json) {
    const described = { ok: true, dry_run: dryRun, ...describe(opened.period, zone), units: opened.units };
    parts.print(JSON.stringify(described));
    return;
  }
  for (const line of wordOpening(opened.period, { ...opened, dryRun }, zone)) parts.print(line);
}

/** All or nothing: decision, period, obligations and the audit entry are one transaction, undone after a look. */
async function openInto(
  parts: CliParts,
  db: Database,
  form: FormCode,
  span: string,
  flags: OpenFlags,
): Promise<Opened> {
  const now = await parts.now(db);
  try {
    return await db.transaction(async (tx) => {
      const opened = await openIn(parts, tx, { form, span, due: flags.due, lock: flags.lock }, now);
      if (flags.dryRun) throw new Looked(opened);
      return opened;
    });
  } catch (error) {
    if (error instanceof Looked) return error.opened;
    throw error;
  }
}

/** Ends a transaction that was only to show what it would do. */
class Looked extends Error {
  readonly opened: Opened;

  constructor(opened: Opened) {
    super('only looked');
    this.opened = opened;
  }
}

async function openIn(
  parts: CliParts,
  tx: Transaction,
  wish: SpanWish,
  now: Temporal.Instant,
): Promise<Opened> {
  const zone = parts.config.timeZone;
  await lockOrganization(tx);
  const inForce = await loadFormsInForce(tx);
  const decision = decideOpenSpan(wish, {
    forms: inForce.map(({ definition }) => definition),
    known: await loadFormPeriods(tx, wish.form),
    now,
    zone,
    holidays: await loadHolidays(tx),
  });
  if (decision.kind !== 'open') throw new Refused(wordSpanRefusal(decision, zone));
  const { span, moments } = decision;
  const subject = formOf(inForce, wish.form);
  const units = await openPeriod(tx, subject, span, moments, {
    now,
    today: now.toZonedDateTimeISO(zone).toPlainDate(),
  });
  await recordAudit(tx, now, [
    { action: 'open-period', subject: `${wish.form} ${span.code}`, detail: { units } },
  ]);
  return { period: toListed(wish.form, decision), units, kind: subject.definition.reporters.kind };
}

function formOf(inForce: readonly FormInForce[], code: FormCode): FormInForce {
  const found = inForce.find(({ definition }) => definition.code === code);
  if (found === undefined) throw new Fault(`form ${code} is gone`);
  return found;
}

function toListed(form: FormCode, { span, moments }: OpenSpan): ListedPeriod {
  return { form, code: span.code, start: span.start, end: span.end, ...moments };
}

function describe({ form, code, start, end, opensAt, dueAt, locksAt }: ListedPeriod, zone: string): object {
  return {
    form,
    period: code,
    start: start.toString(),
    end: end.toString(),
    opens_at: localMoment(opensAt, zone),
    due_at: localMoment(dueAt, zone),
    locks_at: localMoment(locksAt, zone),
  };
}

async function printPeriods(parts: CliParts, flags: ListFlags): Promise<void> {
  const { periods, now } = await parts.withDatabase(async (db) => {
    const forms = await chooseForms(db, flags.form);
    const codes = forms.map(({ code }) => code);
    return { periods: await listPeriods(db, codes), now: await parts.now(db) };
  });
  const zone = parts.config.timeZone;
  if (flags.json) {
    const described = periods.map((period) => ({
      ...describe(period, zone),
      state: stateOf(period, now),
      expected: period.expected,
      received: period.received,
      exempt: period.exempt,
    }));
    parts.print(JSON.stringify(described));
    return;
  }
  if (periods.length === 0) parts.say(PERIODS.none(flags.form));
  for (const period of periods) parts.print(wordListedPeriod(period, stateOf(period, now), zone));
}

function stateOf({ opensAt, dueAt, locksAt }: ListedPeriod, now: Temporal.Instant): PeriodState {
  const isPast = (moment: Temporal.Instant) => Temporal.Instant.compare(moment, now) <= 0;
  if (isPast(locksAt)) return 'locked';
  if (isPast(dueAt)) return 'overdue';
  return isPast(opensAt) ? 'open' : 'coming';
}
