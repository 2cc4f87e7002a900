import type { Effect, Scene } from '../core/effects.ts';
import type { Transaction } from '../db/connect.ts';
import { insertAliasEvidence } from '../db/queries/alias-evidence.ts';
import { changeAbsences } from '../db/queries/absences.ts';
import { answerStandIns } from '../db/queries/stand-ins.ts';
import { recordAudit, type AuditEntry } from '../db/queries/audit.ts';
import { dropAttachments, insertAttachments, sendAttachments } from '../db/queries/attachments.ts';
import { closeCalendarLink, openCalendarLinks } from '../db/queries/calendar-links.ts';
import { blockChats } from '../db/queries/blocked-chats.ts';
import { addWrongCodes, unlinkChats } from '../db/queries/chats.ts';
import { deleteDrafts, saveDrafts, type KeptDraft } from '../db/queries/drafts.ts';
import { forgetMessages } from '../db/queries/inbound-updates.ts';
import { insertHamletAnswers } from '../db/queries/hamlet-answers.ts';
import { insertLateNotices } from '../db/queries/late-notices.ts';
import { answerExplanations, insertExplanations } from '../db/queries/explanations.ts';
import { saveDigestWishes } from '../db/queries/digest-wishes.ts';
import { changeDigestDraft } from '../db/queries/digest-drafts.ts';
import { decideOwnWords } from '../db/queries/own-words.ts';
import { decideReopenings, insertReopenings } from '../db/queries/reopenings.ts';
import { insertInvite, revokeInvites } from '../db/queries/invites.ts';
import { enqueueEdits } from '../delivery/enqueue.ts';
import { changeOwnData } from './own-data.ts';
import { changeReports, type Of } from './change-reports.ts';
import { joinChats } from './join-chats.ts';
import { withdrawNotices } from '../db/queries/held-notices.ts';
import { insertNudges } from '../db/queries/nudges.ts';
import { insertSnoozes } from '../db/queries/snoozes.ts';
import { notify, type Calendar } from './notify.ts';

/** An effect with who does it, where and when. */
export type Act = { readonly scene: Scene; readonly effect: Effect };

/** Wrong codes of a chat are counted within this time, and refuse every code for as long. */
export const WRONG_CODE_HOURS = 24;

/**
 * Applies what conversations decided, in the caller's transaction, family by family and in bulk. Acts of one list must not touch
 * the same report or chat, which the inbox sees to, and share one calendar moment: so families need not wait for each other.
 */
export async function applyEffects(tx: Transaction, acts: readonly Act[], calendar: Calendar): Promise<void> {
  await saveDrafts(tx, await applyAllButDrafts(tx, acts, calendar));
}

/** The same, but for the drafts that stand in the end: the caller writes them with what else it has to write. */
export async function applyAllButDrafts(
  tx: Transaction,
  acts: readonly Act[],
  calendar: Calendar,
): Promise<readonly KeptDraft[]> {
  const families = sortOut(acts);
  const { drafts, dropped, revisions, links, leaving, blocked, wrongCodes, notices } = families;
  const { files, forgotten, asked, decided, late, absences, snoozes, corrections, ownWords, calendarLinks } =
    families;
  const { settled, withdrawn, answers, exemptions, questions, explained, digestDrafts, wishes } = families;
  const { nudges, rewrites } = families;
  const [first] = acts;
  if (!first) return [];
  await Promise.all([
    changeReports(tx, { revisions, settled, exemptions }, { at: first.scene.at, zone: calendar.zone }),
    deleteDrafts(
      tx,
      dropped.map(({ effect }) => effect.obligation),
    ),
    joinChats(tx, links),
    ...families.invites.map(({ scene, effect }) =>
      effect.kind === 'issue-invite'
        ? insertInvite(tx, effect.person, effect.invite, scene.realNow)
        : revokeInvites(tx, effect.person, scene.realNow),
    ),
    ...leaving.map(({ scene }) => unlinkChats(tx, [scene.chat], scene.at)),
    ...leaving.map(
      ({ scene }) => scene.person !== null && closeCalendarLink(tx, scene.person, scene.chat, scene.at),
    ),
    openCalendarLinks(
      tx,
      calendarLinks.flatMap(({ scene, effect }) =>
        scene.person === null ? [] : [{ person: scene.person, serial: effect.serial, at: scene.at }],
      ),
    ),
    blockChats(
      tx,
      blocked.map(({ scene }) => scene.chat),
    ),
    ...wrongCodes.map(({ scene }) => addWrongCodes(tx, [scene.chat], scene.realNow, WRONG_CODE_HOURS)),
    insertLateNotices(tx, late),
    insertHamletAnswers(
      tx,
      answers.map(({ scene, effect }) => ({ ...effect, ...scene, via: 'forwarded' as const })),
    ),
    changeAbsences(tx, absences, calendar.zone),
    answerStandIns(tx, families.standIns, calendar.zone),
    insertSnoozes(tx, snoozes),
    insertExplanations(tx, questions),
    ...wishes.map(
      ({ scene, effect }) => scene.person !== null && saveDigestWishes(tx, scene.person, effect.wishes),
    ),
    ...digestDrafts.map(({ scene, effect }) => changeDigestDraft(tx, effect, scene.person)),
    insertNudges(tx, nudges),
    enqueueEdits(
      tx,
      rewrites.map(({ scene, effect: { message, key, reply } }) => ({
        target: message,
        dedupKey: `tap ${scene.channel} ${key}`,
        reply,
        urgency: 1 as const,
      })),
      { at: first.scene.at, zone: calendar.zone },
    ),
    answerExplanations(tx, explained),
    insertReopenings(tx, asked),
    decideReopenings(tx, decided),
    withdrawNotices(tx, withdrawn),
    notify(tx, notices, calendar),
    insertAliasEvidence(
      tx,
      corrections.map(({ scene, effect }) => ({ ...effect, person: scene.person, at: scene.at })),
    ),
    decideOwnWords(
      tx,
      ownWords.map(({ scene, effect }) => ({ ...effect, person: scene.person, at: scene.at })),
    ),
    insertAttachments(tx, files.attached),
    sendAttachments(tx, files.sent),
    dropAttachments(tx, files.dropped),
    ...forgotten.map(({ scene, effect }) =>
      forgetMessages(
        tx,
        scene.chat,
        effect.kind === 'forget-message' ? { key: effect.key } : { words: effect.words },
      ),
    ),
    recordAudit(tx, first.scene.at, acts.flatMap(auditOf)),
  ]);
  // After the notices, which go by the posts that are held until now.
  await changeOwnData(tx, families.ownData, calendar);
  // Last: a draft that is discarded and begun anew in one turn stands in the end.
  return drafts.map(({ scene, effect }) => ({ ...effect, person: scene.person, at: scene.at }));
}

type Families = {
  readonly drafts: Of<'save-draft'>[];
  readonly dropped: Of<'discard-draft'>[];
  readonly revisions: Of<'submit-report'>[];
  readonly links: Of<'link-chat'>[];
  readonly leaving: Of<'leave-chat'>[];
  readonly ownData: Of<'withdraw-consent' | 'erase-person' | 'correct-person' | 'prefer-channel'>[];
  readonly invites: Of<'issue-invite' | 'revoke-invites'>[];
  readonly calendarLinks: Of<'open-calendar-link'>[];
  readonly blocked: Of<'block-chat'>[];
  readonly wrongCodes: Of<'count-wrong-code'>[];
  readonly notices: Of<'notify'>[];
  readonly corrections: Of<'note-correction'>[];
  readonly ownWords: Of<'decide-own-word'>[];
  readonly files: {
    readonly attached: Of<'attach-files'>[];
    readonly sent: Extract<Effect, { kind: 'send-files' }>[];
    readonly dropped: Extract<Effect, { kind: 'drop-files' }>[];
  };
  readonly forgotten: Of<'forget-message' | 'forget-words'>[];
  readonly late: Of<'note-late'>[];
  readonly answers: Of<'note-hamlet-answer'>[];
  readonly absences: Of<'note-absence' | 'end-absence'>[];
  readonly standIns: Of<'agree-stand-in' | 'decline-stand-in'>[];
  readonly snoozes: Of<'snooze'>[];
  readonly asked: Of<'request-reopening'>[];
  readonly decided: Of<'decide-reopening'>[];
  readonly exemptions: Of<'decide-exemption'>[];
  readonly settled: Of<'settle-sign-off'>[];
  readonly questions: Of<'ask-explanation'>[];
  readonly explained: Of<'answer-explanation'>[];
  readonly digestDrafts: Of<'change-digest-draft'>[];
  readonly wishes: Of<'set-digest-wishes'>[];
  readonly nudges: Of<'remind-now'>[];
  readonly rewrites: Of<'rewrite-message'>[];
  /** Keys of notices. */
  readonly withdrawn: string[];
};

function sortOut(acts: readonly Act[]): Families {
  const families: Families = {
    drafts: [],
    dropped: [],
    revisions: [],
    links: [],
    leaving: [],
    invites: [],
    ownData: [],
    calendarLinks: [],
    blocked: [],
    wrongCodes: [],
    notices: [],
    corrections: [],
    ownWords: [],
    files: { attached: [], sent: [], dropped: [] },
    forgotten: [],
    late: [],
    answers: [],
    absences: [],
    standIns: [],
    snoozes: [],
    asked: [],
    decided: [],
    exemptions: [],
    settled: [],
    questions: [],
    explained: [],
    digestDrafts: [],
    wishes: [],
    nudges: [],
    rewrites: [],
    withdrawn: [],
  };
  for (const { scene, effect } of acts) {
    switch (effect.kind) {
      case 'save-draft':
        families.drafts.push({ scene, effect });
        break;
      case 'discard-draft':
        families.dropped.push({ scene, effect });
        break;
      case 'submit-report':
        families.revisions.push({ scene, effect });
        break;
      case 'attach-files':
        families.files.attached.push({ scene, effect });
        break;
      case 'send-files':
        families.files.sent.push(effect);
        break;
      case 'drop-files':
        families.files.dropped.push(effect);
        break;
      case 'link-chat':
        families.links.push({ scene, effect });
        break;
      case 'leave-chat':
        families.leaving.push({ scene, effect });
        break;
      case 'open-calendar-link':
        families.calendarLinks.push({ scene, effect });
        break;
      case 'block-chat':
        families.blocked.push({ scene, effect });
        break;
      case 'count-wrong-code':
        families.wrongCodes.push({ scene, effect });
        break;
      case 'issue-invite':
      case 'revoke-invites':
        families.invites.push({ scene, effect });
        break;
      case 'withdraw-consent':
      case 'erase-person':
      case 'correct-person':
      case 'prefer-channel':
        families.ownData.push({ scene, effect });
        break;
      case 'note-access':
        break;
      case 'note-correction':
        families.corrections.push({ scene, effect });
        break;
      case 'decide-own-word':
        families.ownWords.push({ scene, effect });
        break;
      case 'notify':
        families.notices.push({ scene, effect });
        break;
      case 'forget-message':
      case 'forget-words':
        families.forgotten.push({ scene, effect });
        break;
      case 'note-absence':
      case 'end-absence':
        families.absences.push({ scene, effect });
        break;
      case 'agree-stand-in':
      case 'decline-stand-in':
        families.standIns.push({ scene, effect });
        break;
      case 'note-hamlet-answer':
        families.answers.push({ scene, effect });
        break;
      case 'note-late':
        families.late.push({ scene, effect });
        break;
      case 'snooze':
        families.snoozes.push({ scene, effect });
        break;
      case 'request-reopening':
        families.asked.push({ scene, effect });
        break;
      case 'decide-reopening':
        families.decided.push({ scene, effect });
        break;
      case 'decide-exemption':
        families.exemptions.push({ scene, effect });
        break;
      case 'settle-sign-off':
        families.settled.push({ scene, effect });
        break;
      case 'set-digest-wishes':
        families.wishes.push({ scene, effect });
        break;
      case 'change-digest-draft':
        families.digestDrafts.push({ scene, effect });
        break;
      case 'remind-now':
        families.nudges.push({ scene, effect });
        break;
      case 'rewrite-message':
        families.rewrites.push({ scene, effect });
        break;
      case 'ask-explanation':
        families.questions.push({ scene, effect });
        break;
      case 'answer-explanation':
        families.explained.push({ scene, effect });
        break;
      case 'withdraw-notice':
        families.withdrawn.push(effect.key);
        break;
    }
  }
  return families;
}

/** What the audit trail keeps of an effect: codes and numbers, never report text. Drafts leave no trace. */
function auditOf({ scene, effect }: Act): readonly AuditEntry[] {
  const by = { action: effect.kind, ...(scene.person === null ? {} : { person: scene.person }) };
  switch (effect.kind) {
    case 'submit-report': {
      const { obligation, follows, source } = effect.submission;
      return [{ ...by, subject: `obligation ${obligation}`, detail: { revision: follows + 1, source } }];
    }
    case 'attach-files': {
      const { obligation, files, revision } = effect;
      if (revision === null) return [];
      return [{ ...by, subject: `obligation ${obligation}`, detail: { revision, files: files.length } }];
    }
    case 'link-chat':
      return [
        {
          ...by,
          person: effect.person,
          subject: `chat ${scene.chat}`,
          detail: { consent: effect.consentVersion },
        },
      ];
    case 'issue-invite':
    case 'revoke-invites':
      return [{ ...by, subject: `person ${effect.person}` }];
    case 'correct-person':
      return [{ ...by, subject: `person ${scene.person}`, detail: { field: effect.field } }];
    case 'prefer-channel':
      return [{ ...by, subject: `person ${scene.person}`, detail: { channel: effect.channel } }];
    case 'withdraw-consent':
    case 'erase-person':
      return [{ ...by, subject: `person ${scene.person}` }];
    case 'note-access':
      return [{ ...by, action: effect.action, subject: effect.subject }];
    case 'open-calendar-link':
      return [{ ...by, subject: `chat ${scene.chat}`, detail: { serial: effect.serial } }];
    case 'leave-chat':
    case 'block-chat':
    case 'forget-message':
    case 'forget-words':
      return [{ ...by, subject: `chat ${scene.chat}` }];
    case 'note-absence':
    case 'end-absence':
      return [{ ...by, subject: `chat ${scene.chat}` }];
    case 'agree-stand-in':
    case 'decline-stand-in':
      return [{ ...by, subject: `absence ${effect.absence}` }];
    case 'note-hamlet-answer':
      return [{ ...by, subject: `obligation ${effect.obligation}`, detail: { unit: effect.unit } }];
    case 'note-late':
    case 'request-reopening':
      return [{ ...by, subject: `obligation ${effect.obligation}` }];
    case 'decide-reopening': {
      const { obligation, decision } = effect;
      const until = decision.kind === 'granted' ? decision.until.toString() : null;
      return [{ ...by, subject: `obligation ${obligation}`, detail: { outcome: decision.kind, until } }];
    }
    case 'settle-sign-off': {
      const { obligation, revision, outcome } = effect;
      return [{ ...by, subject: `obligation ${obligation}`, detail: { revision, outcome } }];
    }
    case 'decide-exemption':
      return [
        { ...by, subject: `obligation ${effect.obligation}`, detail: { exempt: effect.reason !== null } },
      ];
    case 'change-digest-draft': {
      const subject = `digest of form ${effect.form} ${effect.plannedAt.toString()}`;
      return [{ ...by, subject, detail: { change: effect.change.kind } }];
    }
    case 'remind-now':
      return [{ ...by, subject: `period ${effect.period}`, detail: { reports: effect.obligations.length } }];
    case 'ask-explanation':
    case 'answer-explanation':
      return [{ ...by, subject: `obligation ${effect.obligation}`, detail: { field: effect.field } }];
    case 'decide-own-word':
      return [{ ...by, subject: `unit alias ${effect.word}`, detail: { outcome: effect.to } }];
    case 'save-draft':
    case 'discard-draft':
    case 'set-digest-wishes':
    case 'rewrite-message':
    case 'snooze':
    case 'note-correction':
    case 'send-files':
    case 'drop-files':
    case 'count-wrong-code':
    case 'notify':
    case 'withdraw-notice':
      return [];
  }
}
