import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { TransactionRollbackError } from 'drizzle-orm/errors';
import type { Temporal } from 'temporal-polyfill';
import { Fault, Refused } from '../core/errors.ts';
import { checkSalvaged, type ImportCheck } from '../core/organization/check.ts';
import { EMPTY_ORGANIZATION, type StatedOrganization } from '../core/organization/organization-file.ts';
import { SECTIONS } from '../core/organization/places.ts';
import { isEmptyPlan, type Changed, type ImportPlan, type SectionPlan } from '../core/organization/plan.ts';
import type { Database } from '../db/connect.ts';
import { recordAudit } from '../db/queries/audit.ts';
import { loadEarliestSince } from '../db/queries/holders.ts';
import { loadHolidays } from '../db/queries/holidays.ts';
import { loadOpenObligations } from '../db/queries/open-obligations.ts';
import {
  hasSamplePeople,
  loadOrganization,
  lockOrganization,
  saveOrganization,
} from '../db/queries/organization.ts';
import { storeTemplates } from '../db/queries/templates.ts';
import { tellFormerHolders } from '../effects/tell-former-holders.ts';
import { tellSuccessors } from '../effects/tell-successors.ts';
import type { FileProblem } from '../org-file/document.ts';
import { readOrganization, statedForms, type OrganizationRead } from '../org-file/read.ts';
import { writeJson, writeXlsx, writeYaml } from '../org-file/write.ts';
import { wordFaults, wordRefusedFile, wordWarnings } from '../texts/file-faults.ts';
import type { ObligationChange } from '../texts/import-plan.ts';
import { OPERATOR, wordPlan } from '../texts/operator.ts';
import { exportTemplates } from './export-templates.ts';
import { readNamedFile } from './file.ts';
import { checkPlace, checkWritable, writeBytes, writeLines } from './output.ts';
import type { CliParts } from './parts.ts';
import { checkWithTemplates, readTemplateFiles, type TemplateFiles } from './templates.ts';

type ExportFlags = { readonly format: 'yaml' | 'json' | 'xlsx'; readonly out?: string };
type ImportFlags = { readonly dryRun?: true; readonly json?: true };

export function orgCommand(parts: CliParts): Command {
  const importer = new Command('import')
    .description('nhập đơn vị, cơ quan, người, chức danh và mẫu báo cáo từ tệp YAML, JSON hoặc XLSX')
    .argument('<file>', 'tệp cần nhập')
    .option('--dry-run', 'chỉ xem trước, không nhập')
    .option('--json', 'in kế hoạch nhập dạng JSON')
    .action((file: string, flags: ImportFlags) => importFile(parts, file, flags));
  const exporter = new Command('export')
    .description('xuất tổ chức đang có; nhập lại tệp này không làm thay đổi gì')
    .addOption(new Option('--format <dạng>', 'dạng xuất').choices(['yaml', 'json', 'xlsx']).default('yaml'))
    .addOption(new Option('--json', 'như --format json').implies({ format: 'json' }))
    .option('--out <tệp>', 'ghi vào tệp thay vì in ra màn hình')
    .action((flags: ExportFlags) => exportOrganization(parts, flags));
  const template = new Command('template')
    .description('sổ tính XLSX để điền tổ chức: có hướng dẫn và danh sách chọn')
    .requiredOption('--out <tệp.xlsx>', 'tệp cần ghi')
    .action(async ({ out }: { readonly out: string }) =>
      writeBytes(parts, out, await writeXlsx(EMPTY_ORGANIZATION)),
    );
  return new Command('org')
    .description('tổ chức')
    .addCommand(importer)
    .addCommand(exporter)
    .addCommand(template);
}

async function importFile(parts: CliParts, file: string, flags: ImportFlags): Promise<void> {
  const read = await readOrganization(await readNamedFile(file));
  if (!read.ok)
    return refuse(parts, file, flags, [...read.problems, ...(await findFurtherFaults(parts, read))]);
  const { content, document } = read.value;
  const templates = await readTemplateFiles(file, statedForms(content));
  const outcome = await parts.withDatabase(async (db) => {
    const result = await importInto(parts, db, content, {
      file: basename(file),
      dryRun: flags.dryRun === true,
      templates,
    });
    return { ...result, sample: await hasSamplePeople(db) };
  });
  if (!outcome.ok) {
    const problems = outcome.problems.map((problem) => document.locate(problem));
    return refuse(parts, file, flags, problems);
  }
  const warnings = [...document.notes, ...outcome.warnings.map((warning) => document.locate(warning))];
  if (flags.json) parts.print(JSON.stringify(describePlan(outcome, warnings, flags)));
  else {
    for (const line of wordPlan(outcome.plan, outcome.owed, flags.dryRun === true)) parts.print(line);
    for (const line of wordWarnings(warnings)) parts.say(line);
  }
  if (outcome.sample) parts.say(OPERATOR.sampleStands);
}

type ImportOutcome = Exclude<ImportCheck, { readonly ok: true }> | CheckedImport;
type CheckedImport = Extract<ImportCheck, { readonly ok: true }> & { readonly owed: ObligationChange };

type Importing = {
  readonly file: string;
  readonly dryRun: boolean;
  readonly templates: TemplateFiles;
};

/**
 * All or nothing: checks, rows, periods and the audit entry are one transaction. A dry run does it all and takes it back, so that
 * what it says is what will happen.
 */
async function importInto(
  parts: CliParts,
  db: Database,
  stated: StatedOrganization,
  { file, dryRun, templates }: Importing,
): Promise<ImportOutcome> {
  const at = await parts.now(db);
  const today = dayOf(at, parts);
  const done: ImportOutcome[] = [];
  try {
    await db.transaction(async (tx) => {
      await lockOrganization(tx);
      const current = await loadOrganization(tx);
      const earliest = await loadEarliestSince(tx);
      const check = await checkWithTemplates(tx, { current, stated, today, earliest, templates });
      if (!check.ok) done.push(check);
      else if (isEmptyPlan(check.plan)) done.push({ ...check, owed: { added: 0, relieved: 0 } });
      else {
        const before = await loadOpenObligations(tx, at);
        await storeTemplates(tx, templates.files.values());
        await saveOrganization(tx, check.plan, { at, today, sample: false });
        await parts.openPeriods(tx, at);
        const calendar = { zone: parts.config.timeZone, holidays: await loadHolidays(tx) };
        await tellFormerHolders(tx, check.plan, at, calendar);
        await tellSuccessors(tx, check.plan, at, calendar);
        await recordAudit(tx, at, [
          { action: 'import-organization', subject: file, detail: countPlan(check.plan) },
        ]);
        const after = await loadOpenObligations(tx, at);
        const owed = {
          added: [...after].filter((id) => !before.has(id)).length,
          relieved: [...before].filter((id) => !after.has(id)).length,
        };
        done.push({ ...check, owed });
        if (dryRun) tx.rollback();
      }
    });
  } catch (error) {
    if (!(error instanceof TransactionRollbackError)) throw error;
  }
  const [outcome] = done;
  if (outcome === undefined) throw new Fault('an import ended without an outcome');
  return outcome;
}

function dayOf(at: Temporal.Instant, parts: CliParts): Temporal.PlainDate {
  return at.toZonedDateTimeISO(parts.config.timeZone).toPlainDate();
}

/** Faults of the rows that can be read, so that whoever mends the file sees all at once. */
async function findFurtherFaults(
  parts: CliParts,
  { salvaged, problems }: Extract<OrganizationRead, { ok: false }>,
): Promise<readonly FileProblem[]> {
  if (salvaged === undefined) return [];
  const { content, document } = salvaged;
  return parts.withDatabase(async (db) => {
    const today = dayOf(await parts.now(db), parts);
    const further = checkSalvaged(
      await loadOrganization(db),
      content,
      today,
      await loadEarliestSince(db),
      problems,
    );
    return further.map((problem) => document.locate(problem));
  });
}

function refuse(parts: CliParts, file: string, flags: ImportFlags, problems: readonly FileProblem[]): never {
  if (flags.json) parts.print(JSON.stringify({ ok: false, problems }));
  else for (const line of wordFaults(problems)) parts.say(line);
  throw new Refused(wordRefusedFile(file, problems.length));
}

function describePlan(
  { plan, owed }: CheckedImport,
  warnings: readonly FileProblem[],
  flags: ImportFlags,
): object {
  const sections = SECTIONS.map((name) => [name, describeSection(plan[name])]);
  return {
    ok: true,
    dry_run: flags.dryRun === true,
    ...Object.fromEntries(sections),
    obligations: owed,
    warnings,
  };
}

function describeSection({ added, changed, untouched }: SectionPlan<{ readonly code: string }>): object {
  return {
    added: added.map((row) => row.code),
    changed: changed.map(describeChange),
    untouched: untouched.length,
  };
}

function describeChange({ before, after, fields }: Changed<{ readonly code: string }>): object {
  const left: Readonly<Record<string, unknown>> = { ...before };
  const right: Readonly<Record<string, unknown>> = { ...after };
  const changes = fields.map((field) => [field, { from: left[field] ?? null, to: right[field] ?? null }]);
  return { code: after.code, fields, changes: Object.fromEntries(changes) };
}

function countPlan(plan: ImportPlan): Record<string, number> {
  return Object.fromEntries(
    SECTIONS.flatMap((name) => [
      [`${name}_added`, plan[name].added.length],
      [`${name}_changed`, plan[name].changed.length],
    ]),
  );
}

async function exportOrganization(parts: CliParts, { format, out }: ExportFlags): Promise<void> {
  if (format === 'xlsx') await checkPlace(parts, out, OPERATOR.workbookNeedsFile);
  else if (out !== undefined) await checkWritable(out);
  const organization = await parts.withDatabase(async (db) => {
    // An export holds names and telephone numbers, so that it was made is kept.
    await recordAudit(db, await parts.now(db), [{ action: 'export-organization', subject: 'organization' }]);
    const stands = await loadOrganization(db);
    await exportTemplates(parts, db, stands.forms, out);
    return stands;
  });
  if (format === 'xlsx') return writeBytes(parts, out, await writeXlsx(organization));
  await writeLines(parts, out, [
    format === 'json' ? writeJson(organization) : writeYaml(organization).trimEnd(),
  ]);
}
