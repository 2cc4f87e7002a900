import { addCounts, countFiles, NO_FILES, type FileCount } from '../../attachments/attached.ts';
import { isPhoto } from '../../attachments/kinds.ts';
import { MAX_NAME_LENGTH, MOST_FILES } from '../../attachments/limits.ts';
import type { FileRef } from '../../messages.ts';
import type { Offers, Reply } from '../../replies.ts';
import type { FileProblem } from '../../replies/files.ts';
import { beginOffer } from '../report/begin-offer.ts';
import { choiceToken } from '../choices.ts';
import type { Duty } from '../context.ts';
import { hasContent } from '../report/draft.ts';
import { aboutDuty } from '../duties.ts';
import { receiptCode } from '../report/receipt-code.ts';
import type { Turn } from '../turn.ts';

/** These show how many files the report has. */
const COUNTING = ['preview', 'receipt'] as const;
/** A question stands alone: the preview that follows it counts the files. */
const ASKING: ReadonlySet<Reply['kind']> = new Set([
  'question',
  'questions',
  'privacy-question',
  'unusual',
  'unusual-nil',
  'ask-field',
  'gaps',
]);
/** Say nothing that is worth a message of its own beside the one about the files. */
const EMPTY_HANDED: ReadonlySet<Reply['kind']> = new Set(['not-understood', 'nothing-sent-yet', 'edit-hint']);

export type Attaching = {
  readonly files: readonly FileRef[];
  /** More of the same album may follow. */
  readonly album: boolean;
  /** A caption in which nothing was understood. */
  readonly words?: string | undefined;
};

/**
 * Adds the files to the report, as many as it may have, and to what was said how many there are now. Files for a report that was
 * sent, or is sent with this very turn, belong to that revision at once: no figure changes by them.
 */
export function attachFiles(said: Turn, duty: Duty, { files, album, words }: Attaching): Turn {
  const room = MOST_FILES - duty.files.length - attachedBy(said);
  const fit = files.slice(0, Math.max(0, room));
  const answered = acknowledge(said, duty, countRefs(fit), { album, words });
  const refused = refuse(answered, files.slice(fit.length), 'too-many');
  if (fit.length === 0) return refused;
  const named = fit.map((file) => ({ ...file, name: file.name.slice(0, MAX_NAME_LENGTH).toWellFormed() }));
  const revision = submittedBy(said) ?? duty.sent?.revision ?? null;
  const effect = { kind: 'attach-files', obligation: duty.obligation, files: named, revision } as const;
  return { ...refused, effects: [...refused.effects, effect] };
}

/** Names the files that cannot be kept, before whatever else is said. */
export function refuse(said: Turn, files: readonly FileRef[], problem: FileProblem): Turn {
  if (files.length === 0) return said;
  const named = files.map(({ mediaType, name }) => ({ photo: isPhoto(mediaType), name, problem }));
  return sayBefore(said, { kind: 'files-refused', about: undefined, files: named, offers: [] });
}

export function sayBefore(said: Turn, reply: Reply): Turn {
  return { ...said, replies: [reply, ...said.replies] };
}

function acknowledge(
  said: Turn,
  duty: Duty,
  added: FileCount,
  { album, words }: Pick<Attaching, 'album' | 'words'>,
): Turn {
  if (added.photos + added.others === 0) return said;
  if (said.replies.some(({ kind }) => COUNTING.some((counting) => counting === kind))) {
    return { ...said, replies: said.replies.map((reply) => withCount(reply, added, album)) };
  }
  const last = said.replies.at(-1);
  if (last && ASKING.has(last.kind)) return said;
  const taken = takenReply(said, duty, added, { album, words });
  if (last && !EMPTY_HANDED.has(last.kind)) return sayBefore(said, taken);
  const offers = takenOffers(duty, said);
  const tokens = offers.flat().map(({ token }) => token);
  const choices = last ? tokens : [...new Set([...said.state.choices, ...tokens])];
  return {
    ...said,
    state: { ...said.state, choices },
    replies: [...said.replies.slice(0, -1), { ...taken, offers }],
  };
}

function withCount(reply: Reply, added: FileCount, album: boolean): Reply {
  if (reply.kind === 'receipt') return { ...reply, files: addCounts(reply.files, added) };
  if (reply.kind === 'preview') return { ...reply, files: addCounts(reply.files, added), album };
  return reply;
}

function takenReply(
  said: Turn,
  duty: Duty,
  taken: FileCount,
  { album, words }: Pick<Attaching, 'album' | 'words'>,
): Reply {
  return {
    kind: 'files-taken',
    about: aboutDuty(duty),
    taken,
    total: addCounts(countFiles(duty.files), taken),
    album,
    code: duty.sent ? receiptCode(duty.obligation, duty.sent.revision) : undefined,
    next: nextOf(duty, said),
    words,
    offers: [],
  };
}

function nextOf(duty: Duty, { state: { open } }: Turn): 'figures' | 'send' | 'nothing' {
  if (duty.sent) return 'nothing';
  if (open.kind === 'preview') return 'send';
  return open.kind === 'report' && !isFilled(duty) ? 'figures' : 'nothing';
}

function isFilled({ draft, sent }: Duty): boolean {
  return sent !== null || (draft !== null && hasContent(draft));
}

/** Where another question is open, its own buttons are the way on. */
function takenOffers(duty: Duty, { state }: Turn): Offers {
  const { obligation, sent } = duty;
  if (sent) return [];
  const drop = [{ token: choiceToken('files', obligation), label: 'drop-files' } as const];
  if (state.open.kind === 'preview') {
    const send = { token: choiceToken('send', obligation, state.open.shown), label: 'send' } as const;
    return [[send, { token: choiceToken('edit', obligation), label: 'edit' }], drop];
  }
  if (state.open.kind !== 'report') return [drop];
  if (isFilled(duty)) return [[{ token: choiceToken('review', obligation), label: 'review' }, ...drop]];
  return [beginOffer(obligation), drop];
}

function countRefs(files: readonly FileRef[]): FileCount {
  return files.length === 0
    ? NO_FILES
    : countFiles(files.map(({ mediaType }) => ({ photo: isPhoto(mediaType), kept: false })));
}

function attachedBy({ effects }: Turn): number {
  return effects.reduce((sum, effect) => sum + (effect.kind === 'attach-files' ? effect.files.length : 0), 0);
}

function submittedBy({ effects }: Turn): number | undefined {
  const effect = effects.find(({ kind }) => kind === 'submit-report');
  return effect?.kind === 'submit-report' ? effect.submission.follows + 1 : undefined;
}
