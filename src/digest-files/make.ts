import type { Temporal } from 'temporal-polyfill';
import { scopeFor, type AccessScope } from '../core/access/scope.ts';
import type { DigestView } from '../core/conversation/context.ts';
import type { DigestFile } from '../core/digest/digest-file.ts';
import { carriersOf } from '../core/templates/carriers.ts';
import type { Database, Transaction } from '../db/connect.ts';
import { loadBodiesInScope } from '../db/queries/access.ts';
import { loadKeptView } from '../db/queries/kept-view.ts';
import { loadDigest } from '../db/queries/figures.ts';
import { loadCurrentForms } from '../db/queries/forms.ts';
import { onOneSnapshot } from '../db/snapshot.ts';
import { writeInChild } from '../documents/in-child.ts';
import type { DocumentContent, WrittenDocument } from '../documents/write.ts';
import { renderPicture, type Drawing } from '../pictures/render.ts';
import { documentContent } from './content.ts';
import { digestDrawing } from './picture.ts';
import { findKept, findReader, type Reader } from './reader.ts';
import { templateContent } from './template.ts';

/** Makes the file as its person may see it now; undefined where that is nothing. Throws when it cannot be made. */
export type FileMaker = (file: DigestFile) => Promise<WrittenDocument | undefined>;

export type FileMakerParts = {
  readonly db: Database;
  readonly zone: string;
  /** Calendar time. */
  readonly now: () => Promise<Temporal.Instant>;
  /** What the QR code on a paper leads to. */
  readonly publicUrl: () => string | undefined;
};

/** What is read for a file is read in one snapshot; writing and drawing, which take seconds, come after it and hold nothing. */
export function createFileMaker(parts: FileMakerParts): FileMaker {
  return async (file) => {
    const now = await parts.now();
    const content = await onOneSnapshot(parts.db, (tx) => loadContent(tx, file, now, parts));
    if (content === undefined) return undefined;
    return 'option' in content
      ? { bytes: await renderPicture(content.option, content) }
      : writeInChild(content);
  };
}

/** The digest as its reader sees it. */
type Seen = {
  readonly view: DigestView;
  readonly scope: AccessScope;
  /** Of one that was sent: when. */
  readonly asOf: Temporal.Instant | undefined;
};

async function loadContent(
  tx: Transaction,
  file: DigestFile,
  now: Temporal.Instant,
  { zone, publicUrl }: FileMakerParts,
): Promise<DocumentContent | Drawing | undefined> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const reader = await findReader(tx, file.person, today);
  if (reader === undefined) return undefined;
  if (file.template !== undefined) return templateOf(tx, file.template, file.period, reader, today);
  const seen = await (file.sent === undefined ? seeLive : seeSent)(tx, file, reader);
  if (seen === undefined) return undefined;
  const { view, scope, asOf } = seen;
  const { format } = file;
  if (format !== 'png') {
    const made = { asOf, now, publicUrl: publicUrl() };
    return documentContent(tx, { format, views: [view], at: asOf ?? now, zone, ...made });
  }
  const form = (await loadCurrentForms(tx)).find(({ code }) => code === file.form);
  if (form === undefined) return undefined;
  const whole = { kind: 'overview', look: 'screen', page: 1, indicator: undefined } as const;
  return digestDrawing(tx, scope, { form, view, asOf, ...whole });
}

/** With the figures of all its forms or not at all. */
async function templateOf(
  tx: Transaction,
  code: string,
  period: string,
  { places }: Reader,
  today: Temporal.PlainDate,
): Promise<DocumentContent | undefined> {
  const scope = scopeFor(places, 'take-digest-file');
  const bodies = await loadBodiesInScope(tx, scope);
  const carriers = carriersOf(await loadCurrentForms(tx), code);
  if (carriers.length === 0 || !carriers.every(({ body }) => bodies.includes(body))) return undefined;
  return templateContent(tx, scope, { carriers, period, asOf: undefined, today });
}

async function seeLive(tx: Transaction, file: DigestFile, { places }: Reader): Promise<Seen | undefined> {
  const scope = scopeFor(places, 'take-digest-file');
  const bodies = await loadBodiesInScope(tx, scope);
  const view = bodies.includes(file.body) ? await loadDigest(tx, scope, file) : undefined;
  return view && Object.keys(view.names.units).length > 0 ? { view, scope, asOf: undefined } : undefined;
}

async function seeSent(tx: Transaction, { sent }: DigestFile, reader: Reader): Promise<Seen | undefined> {
  const found = sent === undefined ? undefined : await findKept(tx, sent, reader, 'receive-digest');
  if (found === undefined) return undefined;
  const { kept, scope } = found;
  const asOf = kept.createdAt;
  const view = await loadKeptView(tx, scope, kept);
  return view && Object.keys(view.names.units).length > 0 ? { view, scope, asOf } : undefined;
}
