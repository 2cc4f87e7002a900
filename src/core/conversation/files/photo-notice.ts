import { isPhoto } from '../../attachments/kinds.ts';
import type { FileRef, InboundMessage } from '../../messages.ts';
import type { Context } from '../context.ts';
import type { State } from '../state.ts';
import type { Turn } from '../turn.ts';

/** With a person's first photos comes what to keep out of them: faces, papers, petitions. */
export function withPhotoNotice(said: Turn, { isNewToPhotos }: Context): Turn {
  const attached = said.effects.flatMap((effect) => (effect.kind === 'attach-files' ? effect.files : []));
  if (!isNewToPhotos || !hasPhoto(attached)) return said;
  const [first, ...more] = said.replies;
  return first ? { ...said, replies: [{ ...first, photoNotice: true }, ...more] } : said;
}

/** Whether photos can be attached by this message: its own, or those that wait for the choice of a report. */
export function mayBringPhotos(message: InboundMessage, { open }: State): boolean {
  const waiting = open.kind === 'which-duty' ? (open.files ?? []) : [];
  return hasPhoto(message.kind === 'files' ? [...message.files, ...waiting] : waiting);
}

function hasPhoto(files: readonly FileRef[]): boolean {
  return files.some(({ mediaType }) => isPhoto(mediaType));
}
