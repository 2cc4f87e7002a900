import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refused } from '../core/errors.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import type { Executor } from '../db/connect.ts';
import { loadTemplate } from '../db/queries/templates.ts';
import { TEMPLATES } from '../texts/templates.ts';
import { writeBytes } from './output.ts';
import type { CliParts } from './parts.ts';

/** Writes the workbooks that the forms fill beside the exported file; without a file it only says which there are. */
export async function exportTemplates(
  parts: CliParts,
  db: Executor,
  forms: readonly FormDefinition[],
  out: string | undefined,
): Promise<void> {
  // The import sees to it that one name is one workbook.
  const hashes = new Map(
    forms.flatMap(({ templates = [] }) => templates.map(({ file, sha256 = '' }) => [file, sha256])),
  );
  if (hashes.size === 0) return;
  if (out === undefined) return parts.say(TEMPLATES.notPrinted([...hashes.keys()]));
  for (const [file, hash] of hashes) {
    const path = join(dirname(out), file);
    const bytes = await loadTemplate(db, hash);
    // What lies there may be the next version, which nobody has imported yet.
    const there = await readFile(path).catch(() => undefined);
    if (there?.equals(bytes)) continue;
    if (there !== undefined) throw new Refused(TEMPLATES.otherThere(path));
    await writeBytes(parts, path, bytes);
  }
}
