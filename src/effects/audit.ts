import type { AuditEntry } from '../db/queries/audit.ts';
import type { Act } from './families.ts';

/** What the audit trail keeps of an effect: codes and numbers, never report text. Drafts leave no trace. */
export function auditOf({ scene, effect }: Act): readonly AuditEntry[] {
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
