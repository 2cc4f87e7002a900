import { Fault } from '../../core/errors.ts';
import type { Executor, Transaction } from '../connect.ts';
import { loadContent, storeContent } from './fetches.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type TemplateContent = { readonly sha256: string; readonly bytes: Uint8Array };

/** Keeps the workbooks of templates, each once however many forms fill it; before the forms that name them are saved. */
export async function storeTemplates(tx: Transaction, contents: Iterable<TemplateContent>): Promise<void> {
  for (const { sha256, bytes } of contents) {
    await storeContent(tx, { hash: sha256, mediaType: XLSX, content: Buffer.from(bytes) });
  }
}

/** The bytes of a template's workbook. Throws Fault where the database has lost it. */
export async function loadTemplate(db: Executor, sha256: string): Promise<Uint8Array> {
  const found = await loadContent(db, sha256);
  if (found === undefined) throw new Fault(`the workbook ${sha256} of a template is not in the database`);
  return found.content;
}
