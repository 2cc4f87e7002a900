import type { Effect, Scene } from '../core/effects.ts';

/** An effect with who does it, where and when. */
export type Act = { readonly scene: Scene; readonly effect: Effect };

/** An effect of one kind with who does it, where and when. */
export type Of<Kind extends Effect['kind']> = {
  readonly scene: Scene;
  readonly effect: Extract<Effect, { kind: Kind }>;
};

/** Acts sorted by what is done in one go. */
export type Families = {
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

export function sortOut(acts: readonly Act[]): Families {
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
