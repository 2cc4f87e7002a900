import type { InboundMessage } from '../messages.ts';
import { onChoice } from './choose.ts';
import { withAuthors } from './report/authors.ts';
import type { Context } from './context.ts';
import { enrol } from './enrol.ts';
import { withPhotoNotice } from './files/photo-notice.ts';
import { keepWaitingFiles, refuseAlbum, takeFiles } from './files/files.ts';
import { nilAtOnce } from './report/nil-at-once.ts';
import { noteCorrections } from './report/note-corrections.ts';
import { withInformant } from './coordination/informant.ts';
import { pickedByNumber } from './old-number.ts';
import { throughPractice } from './practice/practice.ts';
import { forgetting, isUnderMark, refuseSecret } from './report/secrecy.ts';
import type { State } from './state.ts';
import { aside, NOTHING_OPEN, type Turn } from './turn.ts';
import { usualFirst, usualUnit } from './usual-unit.ts';
import { withNumbersKept, withoutButtons } from './without-buttons.ts';
import { onText, onPassedOn } from './on-text.ts';

/** Decides; does nothing. The same state, message and context always give the same turn. */
export function converse(state: State, message: InboundMessage, context: Context): Turn {
  const meant = picked(state, message, context);
  const said = throughPractice(state, meant, context, hear);
  const album = said.state.album ?? state.album;
  const usual = usualUnit(state, meant, context);
  const heardAt = context.now.toString();
  return {
    ...said,
    state: {
      ...said.state,
      heardAt,
      ...(album === undefined ? {} : { album }),
      ...(usual === undefined ? {} : { usualUnit: usual }),
    },
  };
}

/** A decision as this channel and these people are told it. */
function hear(state: State, message: InboundMessage, context: Context): Turn {
  const asked = withInformant(decide(state, message, context), context);
  const decided = usualFirst(asked, state.usualUnit);
  // Files that wait for the choice of a report go on waiting while a practice begins.
  const kept = decided.state.practice ? decided : keepWaitingFiles(state, decided, context);
  const said = context.numbered && message.kind === 'text' ? nilAtOnce(kept, context) : kept;
  const noted = noteCorrections(said, context);
  const fitted = fitToChannel(state, noted, context);
  return withPhotoNotice(withAuthors(fitted, context), context);
}

function fitToChannel(state: State, said: Turn, context: Context): Turn {
  if (context.numbered) return withoutButtons(state, said, context);
  return context.buttonsMayFail ? withNumbersKept(state, said) : said;
}

function decide(state: State, message: InboundMessage, context: Context): Turn {
  if (message.kind === 'left') {
    // Who has left and come back is here, in whatever order that is told.
    if (context.isOvertaken) return { state, replies: [], effects: [] };
    return {
      state: { ...state, open: NOTHING_OPEN, choices: [] },
      replies: [],
      effects: [{ kind: 'block-chat' }],
    };
  }
  if (message.kind === 'opened') {
    // Greeted once: people open a chat again and again. What waited for them goes out by itself.
    const isNew = !context.person && state.heardAt === null;
    return isNew ? enrol(state, message, context) : { state, replies: [], effects: [] };
  }
  if (message.kind === 'unsupported' && message.what === 'group') return { state, replies: [], effects: [] };
  const secret = isUnderMark(message);
  if (!context.person) {
    const said = enrol(state, message, context);
    return secret ? forgetting(said, message) : said;
  }
  if (secret) {
    const album = message.kind === 'files' ? message.album : undefined;
    return refuseAlbum(refuseSecret(state, message), album);
  }
  switch (message.kind) {
    case 'unsupported':
      return aside(state, [{ kind: 'unsupported', what: message.what, offers: [] }]);
    case 'choice':
      return onChoice(state, message.token, context);
    case 'files':
      return takeFiles(state, message, context, onText);
    case 'text':
      return (
        (message.forwarded && onPassedOn(state, message.text, context)) ||
        onText(state, message.text, context)
      );
  }
}

/** Where numbers may stand for buttons, one is a tap. */
function picked(state: State, message: InboundMessage, context: Context): InboundMessage {
  if (message.kind !== 'text') return message;
  const token = pickedByNumber(state, message.text, context);
  const { key, chat, sentAt } = message;
  return token === undefined ? message : { key, chat, sentAt, kind: 'choice', token };
}
