import { may } from '../../access/access.ts';
import { isNeverAccepted } from '../../attachments/kinds.ts';
import { MAX_FILE_BYTES } from '../../attachments/limits.ts';
import type { FileRef, InboundMessage } from '../../messages.ts';
import { attachFiles, refuse, sayBefore } from './attach-files.ts';
import { shownMark } from '../report/hamlet-news.ts';
import type { Context, Duty } from '../context.ts';
import {
  candidateDuties,
  findDuty,
  isBegun,
  isLocked,
  openDuties,
  ownDuties,
  wasJustSent,
} from '../duties.ts';
import { lockedTap } from '../requests/reopening.ts';
import { proceed } from '../report/report.ts';
import type { Album, Open, State } from '../state.ts';
import { forgetting } from '../report/secrecy.ts';
import { helpReply } from '../status.ts';
import { pickDuty } from '../steps.ts';
import { aside, turn, type Turn } from '../turn.ts';

type FilesMessage = Extract<InboundMessage, { kind: 'files' }>;
type Read = (state: State, text: string, context: Context) => Turn;

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
    if (known) return joinAlbum(state, known, message, context);
    return files.length === 0 ? aside(state, []) : remember(takeAlone(state, message, context), album);
  }
  const said = read(state, caption, context);
  if (files.length === 0) return said;
  switch (said.replies.at(-1)?.kind) {
    case 'locked':
      return refuseAlbum(refuse(said, files, 'locked'), album);
    // Says already that nothing of the message was kept.
    case 'nothing-owed':
      return refuseAlbum(said, album);
    default:
  }
  return remember(takeWithCaption(state, said, message, context), album);
}

/** The album's other files go where its first ones went, and nothing more is said. */
function joinAlbum(state: State, album: Album, message: FilesMessage, context: Context): Turn {
  const { files } = message;
  const quiet: Turn = { state, replies: [], effects: [] };
  if (album.refused === true) return forgetting(quiet, message);
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
  if (!('obligation' in target)) {
    if (target.kind !== 'several') return sayBefore(said, { kind: 'files-not-kept', offers: [] });
    const asked = letWait(pickDuty(target.duties, ''), { kind: 'which-duty', text: '', files });
    return { ...asked, replies: [...said.replies, ...asked.replies], effects: said.effects };
  }
  const words = said.replies.at(-1)?.kind === 'not-understood' ? caption : undefined;
  return attachFiles(said, target, { files, album: album !== undefined, words });
}

function takeAlone(state: State, message: FilesMessage, context: Context): Turn {
  const { open } = state;
  const { files, album } = message;
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
      return refuse(lockedTap(state, target.duty, context), files, 'locked');
    case 'none': {
      const reports = may(context.posts, 'report');
      if (reports) return aside(state, [{ kind: 'nothing-owed', offers: [] }]);
      return aside(state, [{ kind: 'files-not-kept', offers: [] }, helpReply(context)]);
    }
  }
}

/** What is open beside files that came alone. A preview that still shows what stands stays open for a bare yes. */
function around(state: State, duty: Duty): Turn {
  const { open } = state;
  if (open.kind === 'preview' && duty.draft && !duty.sent) {
    if (shownMark(duty, duty.draft) === open.shown) return turn(open, []);
    return proceed(duty, { draft: duty.draft, questions: [] });
  }
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
  const all = openDuties(context);
  const known = 'obligation' in open ? all.find((duty) => duty.obligation === open.obligation) : undefined;
  const duties = all.filter((duty) => !duty.entrusted);
  const begun = duties.filter((duty) => !duty.sent && isBegun(duty));
  const meant = known ?? justSent(duties, context) ?? (begun.length === 1 ? begun[0] : undefined);
  if (meant) return meant;
  const own = { ...context, duties: ownDuties(context) };
  const [only, ...more] = candidateDuties(own, { intent: undefined });
  if (only) return more.length === 0 ? only : { kind: 'several', duties: [only, ...more] };
  const locked = own.duties.filter((duty) => isLocked(duty, context.now)).at(-1);
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

/** What was said with one file of an album was refused: the others are kept no more than it. */
export function refuseAlbum(said: Turn, id: string | undefined): Turn {
  if (id === undefined) return said;
  return { ...said, state: { ...said.state, album: { id, obligation: null, full: false, refused: true } } };
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
