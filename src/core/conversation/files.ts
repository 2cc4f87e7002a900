import { isNeverAccepted } from '../attachments/kinds.ts';
import { MAX_FILE_BYTES } from '../attachments/limits.ts';
import type { FileRef, InboundMessage } from '../messages.ts';
import type { Reply } from '../replies.ts';
import { attachFiles, refuse, sayBefore } from './attach-files.ts';
import type { Context, Duty } from './context.ts';
import { candidateDuties, draftOf, findDuty, isBegun, isLocked, openDuties, wasJustSent } from './duties.ts';
import { lockedTap } from './reopening.ts';
import { proceed } from './report.ts';
import type { Album, Open, State } from './state.ts';
import { helpReply } from './status.ts';
import { pickDuty } from './steps.ts';
import { aside, turn, type Turn } from './turn.ts';

type FilesMessage = Extract<InboundMessage, { kind: 'files' }>;
type Read = (state: State, text: string, context: Context) => Turn;

/** Where a caption ends so, nothing of the message is kept, its files neither; what was said already tells why. */
const REFUSED_WITH_CAPTION: ReadonlySet<Reply['kind']> = new Set(['locked', 'nothing-owed']);

/**
 * Photos and files, with or without a caption, at any point. The caption is heard as if it were typed (`read`), and the files go to
 * the report that the conversation is then about. Of an album only the first message is answered, and files that are refused.
 */
export function takeFiles(state: State, message: FilesMessage, context: Context, read: Read): Turn {
  const caption = message.caption.trim();
  const tooLarge = message.files.filter(({ sizeBytes }) => sizeBytes > MAX_FILE_BYTES);
  const others = message.files.filter((file) => !tooLarge.includes(file));
  const foreign = others.filter(({ mediaType }) => isNeverAccepted(mediaType));
  const files = others.filter((file) => !foreign.includes(file));
  const said = takeFit(state, { ...message, caption, files }, context, read);
  return refuse(refuse(said, foreign, 'not-accepted'), tooLarge, 'too-large');
}

function takeFit(state: State, message: FilesMessage, context: Context, read: Read): Turn {
  const { caption, files, album } = message;
  if (caption === '') {
    const known = album !== undefined && state.album?.id === album ? state.album : undefined;
    if (known) return joinAlbum(state, known, files, context);
    return files.length === 0 ? aside(state, []) : remember(takeAlone(state, message, context), album);
  }
  const said = read(state, caption, context);
  const last = said.replies.at(-1)?.kind;
  if (files.length === 0 || (last !== undefined && REFUSED_WITH_CAPTION.has(last))) return said;
  return remember(takeWithCaption(state, said, message, context), album);
}

/** The album's other files go where its first ones went, and nothing more is said. */
function joinAlbum(state: State, album: Album, files: readonly FileRef[], context: Context): Turn {
  const quiet: Turn = { state, replies: [], effects: [] };
  if (album.obligation === null) {
    const { open } = state;
    if (open.kind !== 'which-duty') return quiet;
    return letWait(quiet, { ...open, files: [...waitingIn(open), ...files] });
  }
  const duty = openDuties(context).find(({ obligation }) => obligation === album.obligation);
  if (!duty) return quiet;
  const { replies, effects } = attachFiles(quiet, duty, { files, album: true });
  // The first answer spoke for the whole album; that a report takes no more is said once.
  const refused = album.full ? [] : replies.filter(({ kind }) => kind === 'files-refused');
  const full = album.full || refused.length > 0;
  return { state: { ...state, album: { ...album, full } }, replies: refused, effects };
}

function takeWithCaption(
  state: State,
  said: Turn,
  { caption, files, album }: FilesMessage,
  context: Context,
): Turn {
  const { open } = said.state;
  if (open.kind === 'which-duty')
    return letWait(said, { ...open, files: [...waitingIn(state.open), ...files] });
  const target = submittedDuty(said, context) ?? targetOf(said.state, context);
  if (!('obligation' in target)) return sayBefore(said, { kind: 'files-not-kept', offers: [] });
  const words = said.replies.at(-1)?.kind === 'not-understood' ? caption : undefined;
  return attachFiles(said, target, { files, album: album !== undefined, words });
}

function takeAlone(state: State, { files, album }: FilesMessage, context: Context): Turn {
  const { open } = state;
  // Asked again, so that the buttons stand under what was sent last.
  if (open.kind === 'which-duty') {
    return letWait(pickDuty(openDuties(context), open.text), {
      ...open,
      files: [...waitingIn(open), ...files],
    });
  }
  const target = targetOf(state, context);
  if ('obligation' in target) {
    return attachFiles(around(state, target), target, { files, album: album !== undefined });
  }
  switch (target.kind) {
    case 'several':
      return letWait(pickDuty(target.duties, ''), { kind: 'which-duty', text: '', files });
    case 'locked':
      return lockedTap(state, target.duty, context);
    case 'none': {
      const reports = context.posts.some((post) => post.role === 'contact');
      if (reports) return aside(state, [{ kind: 'nothing-owed', offers: [] }]);
      return aside(state, [{ kind: 'files-not-kept', offers: [] }, helpReply(context)]);
    }
  }
}

/** What is shown beside files that came alone: an open preview once more, else only that they came. */
function around(state: State, duty: Duty): Turn {
  const { open } = state;
  if (open.kind === 'preview' && duty.draft) return proceed(duty, { draft: draftOf(duty), questions: [] });
  if (open.kind === 'nothing' && !duty.sent) return turn({ kind: 'report', obligation: duty.obligation }, []);
  return aside(state, []);
}

type Target =
  | Duty
  | { readonly kind: 'several'; readonly duties: readonly Duty[] }
  | { readonly kind: 'locked'; readonly duty: Duty }
  | { readonly kind: 'none' };

/** What files alone can mean: the report talked of, the one just sent, the one begun, else the only one there is. */
function targetOf({ open }: State, context: Context): Target {
  const duties = openDuties(context);
  const known = 'obligation' in open ? duties.find((duty) => duty.obligation === open.obligation) : undefined;
  const begun = duties.filter((duty) => !duty.sent && isBegun(duty));
  const meant = known ?? justSent(duties, context) ?? (begun.length === 1 ? begun[0] : undefined);
  if (meant) return meant;
  const [only, ...more] = candidateDuties(context, { intent: undefined, period: undefined });
  if (only) return more.length === 0 ? only : { kind: 'several', duties: [only, ...more] };
  const locked = context.duties.filter((duty) => isLocked(duty, context.now)).at(-1);
  return locked ? { kind: 'locked', duty: locked } : { kind: 'none' };
}

/** The report that was sent last, if a message this soon after it can still be meant for it. */
function justSent(duties: readonly Duty[], { now }: Context): Duty | undefined {
  return duties
    .filter(({ sent }) => sent !== null && wasJustSent(sent, now))
    .toSorted((a, b) => sentAt(b) - sentAt(a))[0];
}

function sentAt({ sent }: Duty): number {
  return sent?.submittedAt.epochMilliseconds ?? 0;
}

function submittedDuty({ effects }: Turn, context: Context): Duty | undefined {
  const sent = effects.find(({ kind }) => kind === 'submit-report');
  return sent?.kind === 'submit-report' ? findDuty(context, sent.submission.obligation) : undefined;
}

type WhichDuty = Extract<Open, { kind: 'which-duty' }>;

function waitingIn(open: Open): readonly FileRef[] {
  return open.kind === 'which-duty' ? (open.files ?? []) : [];
}

/** The files wait with the words for the choice of a report. */
function letWait(said: Turn, open: WhichDuty): Turn {
  return { ...said, state: { ...said.state, open } };
}

/**
 * Files that waited for the choice of a report go to the one that was chosen; with no report chosen and none asked about any more
 * they are let go, and that is said.
 */
export function keepWaitingFiles(before: State, said: Turn, context: Context): Turn {
  const files = waitingIn(before.open);
  const { open } = said.state;
  if (files.length === 0) return said;
  if (open.kind === 'which-duty') return open.files ? said : letWait(said, { ...open, files });
  const duty = submittedDuty(said, context) ?? ('obligation' in open && findDuty(context, open.obligation));
  if (!duty) {
    return said.replies.length === 0 ? said : sayBefore(said, { kind: 'files-not-kept', offers: [] });
  }
  const album = before.album?.obligation === null ? before.album : undefined;
  const attached = attachFiles(said, duty, { files, album: album !== undefined });
  return album ? remember(attached, album.id) : attached;
}

/** Remembers which report the album belongs to, for its files that are still to come. */
function remember(said: Turn, id: string | undefined): Turn {
  if (id === undefined) return said;
  const effect = said.effects.findLast(({ kind }) => kind === 'attach-files');
  const obligation = effect?.kind === 'attach-files' ? effect.obligation : null;
  const full = said.replies.some(
    (reply) => reply.kind === 'files-refused' && reply.files.some(({ problem }) => problem === 'too-many'),
  );
  return { ...said, state: { ...said.state, album: { id, obligation, full } } };
}
