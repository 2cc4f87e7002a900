import type { Effect } from '../../effects.ts';
import type { Offers } from '../../replies.ts';
import type { Context, FoundDigestFile } from '../context.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';
import { templateOffers } from './offers.ts';

/** What was looked up for a command, words or a button that ask for a digest as a file; undefined for other messages. */
export function giveDigestFiles(state: State, { looked }: Context): Turn | undefined {
  if (looked.kind !== 'digest-files') return undefined;
  const { found } = looked;
  if (found === 'period-unclear' || found.length === 0) {
    const why = found === 'period-unclear' ? found : 'no-such-digest';
    return aside(state, [{ kind: 'no-digest-file', why, offers: [] }]);
  }
  return aside(
    state,
    found.map(({ file, names }, index) => ({
      kind: 'digest-file',
      file,
      names,
      // Only what stands under the last message can be picked by its number.
      offers: index === found.length - 1 ? offersUnder(found) : [],
    })),
    found.map(noteExport),
  );
}

/** The workbooks of all the files, each once. */
function offersUnder(found: readonly FoundDigestFile[]): Offers {
  const rows = found.flatMap(({ file, templates }) => templateOffers(file.period, templates));
  return [...new Map(rows.map((row) => [row[0]?.token, row])).values()];
}

/** A file can be passed on, so the audit keeps who took which. */
function noteExport({ file: { format, form, body, period, sent, template } }: FoundDigestFile): Effect {
  const which = sent === undefined ? period : `${period}, sent as ${sent}`;
  return {
    kind: 'note-access',
    action: 'export-digest',
    subject: `digest ${form} ${which} ${body} ${template ?? format}`,
  };
}
