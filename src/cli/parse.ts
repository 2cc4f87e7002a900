import { Command } from 'commander';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { Refused } from '../core/errors.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import { parse } from '../core/parsing/parse.ts';
import { explanationToJson, understandingToJson } from '../core/parsing/understanding-json.ts';
import { sampleForm } from '../core/sample/form.ts';
import { loadCurrentForms } from '../db/queries/forms.ts';
import { FIGURES } from '../texts/figures-command.ts';
import { wordGuard } from '../texts/guards.ts';
import { PARSE } from '../texts/parse-command.ts';
import { wordQuestion } from '../texts/questions.ts';
import type { CliParts } from './parts.ts';

type Flags = { readonly form?: string; readonly explain?: true };

const DEFAULT_FORM = 'tuan';
const lineSchema = z.object({ text: z.string() });

export function parseCommand(parts: CliParts): Command {
  return new Command('parse')
    .description(PARSE.description)
    .argument('[text]', PARSE.text)
    .option('--form <code>', PARSE.form)
    .option('--explain', PARSE.explain)
    .action((text: string | undefined, flags: Flags) => run(parts, text, flags));
}

async function run(parts: CliParts, text: string | undefined, flags: Flags): Promise<void> {
  const { forms, now } = await parts.withDatabase(async (db) => ({
    forms: await loadCurrentForms(db),
    now: await parts.now(db),
  }));
  const form = chooseForm(forms, flags.form, parts.config.demo);
  const today = now.toZonedDateTimeISO(parts.config.timeZone).toPlainDate();
  const answer = (message: string) => parts.print(answerLine(message, form, today, flags.explain === true));
  if (text !== undefined) {
    answer(text);
    return;
  }
  let number = 0;
  let refused = 0;
  for await (const line of parts.readStandardInput()) {
    number += 1;
    if (line.trim() === '') continue;
    const read = readLine(line);
    if ('text' in read) answer(read.text);
    else {
      refused += 1;
      parts.say(PARSE.badLine(number, read.reason));
    }
  }
  if (refused > 0) throw new Refused(PARSE.refusedLines(refused));
}

/** The form asked for, the only one, or `tuan`. An empty database in demo mode has the sample's form, as after `start`. */
function chooseForm(
  stored: readonly FormDefinition[],
  code: string | undefined,
  demo: boolean,
): FormDefinition {
  const forms = stored.length === 0 && demo ? [sampleForm()] : stored;
  const [only, ...others] = forms;
  if (only === undefined) throw new Refused(FIGURES.noForm);
  const codes = forms.map((form) => form.code);
  const wanted = code ?? (others.length === 0 ? only.code : DEFAULT_FORM);
  const chosen = forms.find((form) => form.code === wanted);
  if (chosen !== undefined) return chosen;
  throw new Refused(code === undefined ? FIGURES.whichForm(codes) : FIGURES.unknownForm(code, codes));
}

function answerLine(text: string, form: FormDefinition, today: Temporal.PlainDate, explain: boolean): string {
  const understanding = parse(text, form, { today });
  const answer = understandingToJson(text, form, understanding, {
    doubt: (doubt, quote, field) => wordQuestion({ doubt, quote }, field),
    guard: wordGuard,
    otherPeriod: PARSE.otherPeriod,
  });
  return JSON.stringify(explain ? { ...answer, ...explanationToJson(text, understanding) } : answer);
}

function readLine(line: string): { readonly text: string } | { readonly reason: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return { reason: PARSE.notJson };
  }
  const read = lineSchema.safeParse(parsed);
  return read.success ? { text: read.data.text } : { reason: PARSE.noText };
}
