import type { Temporal } from 'temporal-polyfill';
import { may } from '../core/access/access.ts';
import { scopeFor, type Place } from '../core/access/scope.ts';
import { readChoice } from '../core/conversation/choices.ts';
import { readCommand } from '../core/conversation/commands.ts';
import type { FoundDigestFile, Looked } from '../core/conversation/context.ts';
import { periodNamed } from '../core/conversation/named-period.ts';
import type { DigestFileFormat } from '../core/digest/digest-file.ts';
import { readKeys } from '../core/digest/digest-key.ts';
import { readFileWords, type FileWish } from '../core/digest/file-wish.ts';
import type { InboundMessage } from '../core/messages.ts';
import type { ReceiverTemplate } from '../core/templates/template.ts';
import type { Transaction } from '../db/connect.ts';
import { loadBodiesInScope } from '../db/queries/access.ts';
import { loadCurrentForms } from '../db/queries/forms.ts';
import { findMeant, loadDigestNames, type DigestCodes } from '../db/queries/named-digests.ts';
import { findTappedTemplate, readTemplateWish, templatesInReach } from './template-files.ts';
import type { KnownPerson } from '../db/queries/people.ts';
import { currentDigestPeriod } from '../db/queries/periods.ts';

const VERBS: Readonly<Record<string, DigestFileFormat>> = {
  fileword: 'docx',
  fileexcel: 'xlsx',
  filepicture: 'png',
};

/** One wish brings no more files: each is a message of its own. */
const MOST_FILES = 4;

type Clock = { readonly now: Temporal.Instant; readonly zone: string };

/**
 * The digests that a message asks for as files, as far as the person may see them; undefined for other messages. That they still may
 * is looked at again when the file is made.
 */
export async function lookUpDigestFiles(
  tx: Transaction,
  message: InboundMessage,
  { view, places }: Pick<KnownPerson, 'view' | 'places'>,
  clock: Clock,
): Promise<Looked | undefined> {
  if (!may(places, 'take-digest-file')) return undefined;
  const wanted = await findWanted(tx, message, places, clock);
  if (wanted === undefined || wanted === 'period-unclear') {
    return wanted && { kind: 'digest-files', found: wanted };
  }
  const found: FoundDigestFile[] = [];
  const { format, digests, template } = wanted;
  const offered = format === 'xlsx' && template === undefined ? await templatesInReach(tx, places) : [];
  for (const codes of digests) {
    const names = await loadDigestNames(tx, codes);
    if (names === undefined) continue;
    const templates = offered.filter(({ form, body }) => form === codes.form && body === codes.body);
    found.push({
      file: { ...codes, format, person: view.id, ...(template && { template: template.code }) },
      names: { ...names, ...(template && { template }) },
      templates,
    });
  }
  return { kind: 'digest-files', found: found.slice(0, MOST_FILES) };
}

type Wanted = {
  readonly format: DigestFileFormat;
  readonly digests: readonly DigestCodes[];
  /** A receiver's own workbook instead; `digests` is then what its file is named by. */
  readonly template?: Pick<ReceiverTemplate, 'code' | 'name' | 'receiver'>;
};

async function findWanted(
  tx: Transaction,
  message: InboundMessage,
  places: readonly Place[],
  clock: Clock,
): Promise<Wanted | 'period-unclear' | undefined> {
  if (message.kind === 'choice') return findTapped(tx, message.token, places);
  const wish = message.kind === 'text' ? readWish(message.text) : undefined;
  if (wish === undefined) return undefined;
  const { format, period } = wish;
  const code = period === '' ? null : periodNamed(period, clock);
  if (code === undefined) {
    const wanted = format === 'xlsx' ? await readTemplateWish(tx, period, places, clock) : undefined;
    // Words that go on otherwise are about something else; behind a command they can only be a period.
    return wanted ?? (wish.isCommand ? 'period-unclear' : undefined);
  }
  return { format, digests: await digestsOf(tx, places, code, clock) };
}

function readWish(text: string): (FileWish & { readonly isCommand: boolean }) | undefined {
  const command = readCommand(text);
  if (command) return command.kind === 'digest-file' ? { ...command, isCommand: true } : undefined;
  const wish = readFileWords(text);
  return wish && { ...wish, isCommand: false };
}

/** Every digest about the period that the places reach, form by form. `code` null: each form's current one. */
async function digestsOf(
  tx: Transaction,
  places: readonly Place[],
  code: string | null,
  { now }: Clock,
): Promise<readonly DigestCodes[]> {
  const bodies = await loadBodiesInScope(tx, scopeFor(places, 'take-digest-file'));
  const digests: DigestCodes[] = [];
  for (const form of await loadCurrentForms(tx)) {
    const period = code ?? (await currentDigestPeriod(tx, form.code, now));
    if (period === undefined) continue;
    const receivers = form.receivers.filter((body) => bodies.includes(body));
    digests.push(...receivers.map((body) => ({ form: form.code, body, period })));
  }
  return digests;
}

/** Buttons may be old, or another's: what was sent is its body's leaders', figures of now whose bodies the person sees. */
async function findTapped(
  tx: Transaction,
  token: string,
  places: readonly Place[],
): Promise<Wanted | undefined> {
  const choice = readChoice(token);
  if (choice?.verb === 'filetemplate') return findTappedTemplate(tx, choice.arg, places);
  const format = choice && VERBS[choice.verb];
  if (format === undefined) return undefined;
  const bodies = await loadBodiesInScope(tx, scopeFor(places, 'take-digest-file'));
  const digests: DigestCodes[] = [];
  for (const meant of readKeys(choice?.arg ?? '')) {
    const codes = await findMeant(tx, meant);
    if (codes === undefined) continue;
    const own = places.filter(({ body }) => body === codes.body);
    const isSeen = meant.kind === 'sent' ? may(own, 'receive-digest') : bodies.includes(codes.body);
    if (isSeen) digests.push(codes);
  }
  return { format, digests };
}
