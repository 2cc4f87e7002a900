import { may } from '../../access/access.ts';
import { decideExemption, type ExemptionWish } from '../../actions/exempt.ts';
import { bareKey } from '../../forms/spelling.ts';
import { choiceToken, type Choice } from '../choices.ts';
import { saysWord } from '../commands.ts';
import type { Context, Duty } from '../context.ts';
import { aboutDuty, findDuty, isLocked, latestOfEach } from '../duties.ts';
import { fitsPeriod } from '../named-period.ts';
import { fingerprint } from '../report/fingerprint.ts';
import { readUnitWish } from '../requests/unit-wishes.ts';
import type { Open, State } from '../state.ts';
import { aside, NOTHING_OPEN, turn, type Turn } from '../turn.ts';
import { understand } from '../understand.ts';
import { exemptionNotice } from './exemption-notice.ts';

/** "Miễn binh-minh: bão số 10", "bỏ miễn binh-minh", and the answers to what that leads to; undefined for other words. */
export function onExemptionText(state: State, text: string, context: Context): Turn | undefined {
  if (!may(context.posts, 'exempt')) return undefined;
  return wishInWords(state, text, context) ?? answerInWords(state, text, context);
}

function wishInWords(state: State, text: string, context: Context): Turn | undefined {
  const wish = readUnitWish(text);
  const { looked } = context;
  if (wish?.kind !== 'exempt' && wish?.kind !== 'withdraw-exemption') return undefined;
  if (looked.kind !== 'units' || looked.units.length === 0) return undefined;
  const wished: ExemptionWish =
    wish.kind === 'exempt' ? { kind: 'exempt', reason: wish.reason ?? '' } : { kind: 'withdraw' };
  const duties = meantBy(wished, looked.rest, context);
  const [only, ...more] = duties;
  if (!only) return aside(state, [{ kind: 'nothing-to-exempt', offers: [] }]);
  return more.length > 0 ? which(duties, wished) : preview(state, only, wished);
}

/** What a period names; else of each form the latest that is open, or that is excused. */
function meantBy(wish: ExemptionWish, rest: string, context: Context): readonly Duty[] {
  const entrusted = context.duties.filter((duty) => duty.entrusted);
  if (rest.trim() !== '') {
    return entrusted.filter((duty) => fitsPeriod(duty, understand(context, duty, rest), context));
  }
  const excused = entrusted.filter((duty) => duty.exempt !== false);
  if (wish.kind === 'withdraw' && excused.length > 0) return latestOfEach(excused);
  return latestOfEach(entrusted.filter((duty) => !isLocked(duty, context.now)));
}

function which(duties: readonly Duty[], wish: ExemptionWish): Turn {
  const namesForm = new Set(duties.map((duty) => duty.form.code)).size > 1;
  return turn({ kind: 'which-exemption', wish }, [
    {
      kind: 'which-exemption',
      duties: duties.map(aboutDuty),
      offers: duties.map((duty) => [
        {
          token: choiceToken('exemptpick', duty.obligation),
          label: { kind: 'duty', about: aboutDuty(duty), namesForm },
        },
      ]),
    },
  ]);
}

/** Shows what would be decided; asks for the reason first where none was given. */
function preview(state: State, duty: Duty, wish: ExemptionWish): Turn {
  const about = aboutDuty(duty);
  const { obligation } = duty;
  const decision = decideExemption(duty.exempt, wish);
  if (decision.kind === 'no-reason') {
    return turn({ kind: 'exemption-reason', obligation }, [
      { kind: 'exemption-reason', about, offers: [[dropOffer(duty)]] },
    ]);
  }
  if (decision.kind !== 'decided') {
    return aside(state, [{ kind: 'exemption-refused', about, refusal: decision, offers: [] }]);
  }
  const fixed: ExemptionWish = decision.reason === null ? wish : { kind: 'exempt', reason: decision.reason };
  return turn({ kind: 'exemption', obligation, wish: fixed }, [
    {
      kind: 'exemption-preview',
      about,
      wish: fixed,
      sent: duty.sent !== null,
      offers: [
        [{ token: choiceToken('exempt', obligation, fingerprint(fixed)), label: 'confirm' }, dropOffer(duty)],
      ],
    },
  ]);
}

function dropOffer(duty: Duty) {
  return { token: choiceToken('exemptdrop', duty.obligation), label: 'cancel' } as const;
}

/** A tap; undefined where what it belongs to is no longer open. */
export function onExemptionChoice(state: State, choice: Choice, context: Context): Turn | undefined {
  const { open } = state;
  const duty = findDuty(context, choice.obligation);
  if (!duty?.entrusted || !may(context.posts, 'exempt')) return undefined;
  if (choice.verb === 'exemptpick') {
    return open.kind === 'which-exemption' ? preview(state, duty, open.wish) : undefined;
  }
  if (!isAbout(open, duty)) return undefined;
  if (choice.verb === 'exemptdrop') return dropped();
  const isShown = open.kind === 'exemption' && fingerprint(open.wish) === choice.arg;
  return isShown ? decide(state, duty, open.wish, context) : undefined;
}

type Asked = Extract<Open, { kind: 'exemption' | 'exemption-reason' }>;

function isAbout(open: Open, duty: Duty): open is Asked {
  const isAsked = open.kind === 'exemption' || open.kind === 'exemption-reason';
  return isAsked && open.obligation === duty.obligation;
}

/** The reason that was asked for, or yes or no to what was shown. */
function answerInWords(state: State, text: string, context: Context): Turn | undefined {
  const { open } = state;
  if ((open.kind !== 'exemption' && open.kind !== 'exemption-reason') || text.startsWith('/'))
    return undefined;
  const duty = findDuty(context, open.obligation);
  if (!duty?.entrusted) return undefined;
  const folded = bareKey(text);
  if (saysWord(folded, 'drop') || saysWord(folded, 'no')) return dropped();
  if (open.kind === 'exemption-reason') return preview(state, duty, { kind: 'exempt', reason: text });
  if (folded === 'gui' || folded === 'xac nhan') return decide(state, duty, open.wish, context);
  const isYes = saysWord(folded, 'yes') || saysWord(folded, 'agree');
  if (!isYes) return undefined;
  // Something else was said in between: a bare "ok" may mean that.
  return state.interrupted ? preview(state, duty, open.wish) : decide(state, duty, open.wish, context);
}

function dropped(): Turn {
  return turn(NOTHING_OPEN, [{ kind: 'exemption-dropped', offers: [] }]);
}

/** Decided anew: another coordinator may have been first. */
function decide(state: State, duty: Duty, wish: ExemptionWish, context: Context): Turn {
  const about = aboutDuty(duty);
  const { obligation } = duty;
  const decision = decideExemption(duty.exempt, wish);
  if (decision.kind !== 'decided') {
    return aside(state, [{ kind: 'exemption-refused', about, refusal: decision, offers: [] }]);
  }
  const { reason } = decision;
  const report = { about, obligation, sent: duty.sent !== null };
  const by = context.person?.name ?? null;
  return turn(
    NOTHING_OPEN,
    [{ kind: 'exemption-decided', about, exempt: reason !== null, offers: [] }],
    [{ kind: 'decide-exemption', obligation, reason }, exemptionNotice(report, reason, by, context.now)],
  );
}
