import { Command } from 'commander';
import { Refused } from '../core/errors.ts';
import {
  compareTemplate,
  likelyKind,
  readApproved,
  type ApprovedTemplate,
} from '../core/zalo-oa/approved-template.ts';
import { checkTemplate, TEMPLATE_KINDS, type TemplateKind } from '../core/zalo-oa/templates.ts';
import { TEMPLATES } from '../texts/zalo-oa-templates.ts';
import { differenceLine, TEMPLATE_WORDS, templateData, templateSheet } from '../texts/zalo-template-sheet.ts';
import { ZALO } from '../texts/zalo-oa.ts';
import { readNamedFile } from './file.ts';
import type { CliParts } from './parts.ts';

export type TemplatesParts = CliParts & {
  /** The answers of Zalo about templates by their numbers; throws Refused with the reason where there is none. */
  askZaloTemplates(ids: readonly string[]): Promise<readonly unknown[]>;
};

type Flags = { readonly json?: true; readonly check?: true | string };

/** To print them needs neither a database nor an account: templates are submitted before there is either. */
export function templatesCommand(parts: TemplatesParts): Command {
  return new Command('templates')
    .description('in nguyên văn các mẫu tin để gửi Zalo xét duyệt, hoặc so mẫu đã duyệt với tin hệ thống gửi')
    .option('--json', 'in dạng JSON')
    .option(
      '--check [file]',
      'so mẫu đã duyệt: tệp JSON của GET /template/info/v2; không nêu tệp thì hỏi Zalo',
    )
    .action(async ({ check, json }: Flags) => {
      if (check === undefined) return print(parts, json === true);
      const raw = check === true ? await askConfigured(parts) : await readJson(check);
      const approved = readApproved(raw);
      if (!approved) throw new Refused(TEMPLATE_WORDS.noTemplate(check === true ? 'Zalo' : check));
      compare(parts, approved);
    });
}

function print(parts: TemplatesParts, isJson: boolean): void {
  for (const kind of TEMPLATE_KINDS) {
    const faults = checkTemplate(TEMPLATES[kind]);
    if (faults.length > 0) throw new Refused(TEMPLATE_WORDS.faulty(kind, faults.length));
  }
  if (isJson) parts.print(JSON.stringify(TEMPLATE_KINDS.map(templateData)));
  else for (const line of templateSheet(TEMPLATE_KINDS)) parts.print(line);
}

async function askConfigured(parts: TemplatesParts): Promise<readonly unknown[]> {
  const { zaloOa } = parts.config;
  if (!zaloOa) throw new Refused(ZALO.notConfigured);
  const ids = Object.values(zaloOa.templates).map(({ id }) => id);
  if (ids.length === 0) throw new Refused(TEMPLATE_WORDS.noneConfigured);
  return parts.askZaloTemplates(ids);
}

async function readJson(path: string): Promise<unknown> {
  const text = Buffer.from(await readNamedFile(path)).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function compare(parts: TemplatesParts, approved: readonly ApprovedTemplate[]): void {
  let count = 0;
  const differs = (line: string) => {
    count += 1;
    parts.print(line);
  };
  for (const one of approved) {
    const kind = kindOf(parts, one);
    if (kind === undefined) {
      differs(TEMPLATE_WORDS.unlike(one.id));
      continue;
    }
    const differences = compareTemplate(TEMPLATES[kind], one);
    if (differences.length === 0) parts.print(TEMPLATE_WORDS.fits(kind, one.id));
    for (const difference of differences)
      differs(TEMPLATE_WORDS.differs(kind, one.id, differenceLine(difference)));
  }
  if (count > 0) throw new Refused(TEMPLATE_WORDS.differences(count));
}

/** As it is configured, else as it looks. */
function kindOf({ config }: TemplatesParts, approved: ApprovedTemplate): TemplateKind | undefined {
  const settings = config.zaloOa?.templates ?? {};
  return (
    TEMPLATE_KINDS.find((kind) => settings[kind]?.id === approved.id) ??
    likelyKind(approved, TEMPLATES, TEMPLATE_KINDS)
  );
}
