import { Hono, type Context } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { officeScope } from '../core/access/scope.ts';
import type { Duty, UnitView } from '../core/conversation/context.ts';
import { hamletsDue, readLinkAnswer, tellOfAnswer } from '../core/conversation/coordination/hamlet-link.ts';
import type { ReadAnswer } from '../core/conversation/coordination/hamlet-answer.ts';
import { aboutDuty, exampleFor, isLocked, itemsOf, missingFields } from '../core/conversation/duties.ts';
import type { Database, Transaction } from '../db/connect.ts';
import { answerProof, isAnswerProof, readHamletToken, type HamletLink } from '../db/hamlet-token.ts';
import { recordAudit } from '../db/queries/audit.ts';
import { loadEntrusted } from '../db/queries/duties.ts';
import { createFormVersions } from '../db/queries/form-versions.ts';
import { countHamletAnswers, insertHamletAnswers } from '../db/queries/hamlet-answers.ts';
import type { HolidayCalendar } from '../db/queries/holidays.ts';
import { notify } from '../effects/notify.ts';
import { HAMLET_FORM, type FormFault } from '../texts/hamlet-form.ts';
import { limitBody } from './body-limit.ts';
import {
  hamletClosedPage,
  hamletDonePage,
  hamletFormPage,
  hamletReviewPage,
  LONGEST_NAME,
  LONGEST_WORDS,
  STYLE_PATH,
  type FilledIn,
  type FormSubject,
} from './pages/hamlet-form.ts';
import { linkedPageStyle } from './linked-page-style.ts';
import { limitRate } from './rate-limit.ts';

export type HamletFormParts = {
  readonly db: Database;
  /** What links are signed with. */
  readonly secret: string;
  readonly zone: string;
  readonly calendar: HolidayCalendar;
  /** Calendar time. */
  readonly now: () => Promise<Temporal.Instant>;
  /** Called after the commit: the contact's notice waits in the outbox. */
  readonly wake: () => void;
  readonly remoteAddress: (c: Context) => string | undefined;
};

const PER_MINUTE = 30;
/** A page's fields, percent-encoded. */
const MOST_BYTES = 32 * 1024;
/** Answers of one hamlet for one report; a person who corrects themselves needs few. */
const MOST_ANSWERS = 20;
const EMPTY: FilledIn = { hamlet: '', name: '', words: '' };

const stylesheet = linkedPageStyle('hamlet-form.css');

/**
 * `/ap/TOKEN`: where a hamlet without a contact of its own answers in words as in chat, for the report of the unit above. Whoever has
 * the link may; nothing of what others answered is shown. What is sent was shown first: the page carries a signature of exactly
 * that, which no other site can make. Nothing is sent to the receivers by it; the unit's contact is told.
 */
export function hamletFormRoutes(parts: HamletFormParts): Hono {
  const { remoteAddress, secret } = parts;
  const versions = createFormVersions();
  const app = new Hono();
  app.get(STYLE_PATH, (c) => {
    c.header('Cache-Control', 'public, max-age=3600');
    return c.body(stylesheet, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  app.use(
    '/ap/*',
    limitRate({ perMinute: PER_MINUTE, remoteAddress, clock: () => performance.now() }),
    limitBody(HAMLET_FORM.tooLong, MOST_BYTES),
    async (c, next) => {
      await next();
      c.header('Cache-Control', 'no-store');
    },
  );

  app.get('/ap/:token', async (c) => {
    const link = readHamletToken(secret, c.req.param('token'));
    if (!link) return c.notFound();
    return parts.db.transaction(async (tx) => {
      const opened = await open(tx, link);
      return opened ? c.html(hamletFormPage(opened.subject, EMPTY)) : closed(c);
    });
  });

  app.post('/ap/:token', async (c) => {
    const token = c.req.param('token');
    const link = readHamletToken(secret, token);
    if (!link) return c.notFound();
    const body = await c.req.parseBody();
    const { step, proof, filled } = readBody(body);
    const answered = await parts.db.transaction(async (tx) => {
      const opened = await open(tx, link);
      if (!opened) return closed(c);
      const { duty, subject, now } = opened;
      const again = (fault?: FormFault) =>
        c.html(hamletFormPage(subject, filled, fault), fault === undefined ? 200 : 422);
      if (step === 'edit') return again();
      const hamlet = subject.hamlets.find(({ code }) => code === filled.hamlet);
      const fault = faultOf(filled);
      if (!hamlet) return again('no-hamlet');
      if (fault) return again(fault);
      const read = readLinkAnswer(duty, filled, { now, zone: parts.zone });
      if (read === 'secret') return c.html(hamletFormPage(subject, { ...filled, words: '' }, read), 422);
      if (typeof read === 'string') return again(read);
      const answer = [filled.hamlet, filled.name, filled.words];
      const isShown = step === 'send' && isAnswerProof(secret, token, answer, proof);
      if (!isShown) {
        const { draft, unclear, personal } = read;
        return c.html(
          hamletReviewPage(subject, filled, {
            hamlet,
            nil: draft.nil,
            items: itemsOf(duty.form, draft),
            unclear,
            leavesOut: personal.length > 0,
            missing: missingFields(duty.form, draft.values),
            proof: answerProof(secret, token, answer),
          }),
        );
      }
      if ((await countHamletAnswers(tx, duty.obligation, hamlet.code)) >= MOST_ANSWERS)
        return c.html(hamletClosedPage(HAMLET_FORM.full), 429);
      await keep(tx, duty, { hamlet, name: filled.name, read }, now);
      return c.html(hamletDonePage(subject, hamlet));
    });
    parts.wake();
    return answered;
  });

  type Opened = { readonly duty: Duty; readonly subject: FormSubject; readonly now: Temporal.Instant };

  /** Holds the report until the transaction ends; undefined if it takes no answers any more. */
  async function open(tx: Transaction, { obligation, until }: HamletLink): Promise<Opened | undefined> {
    if (Temporal.Instant.compare(Temporal.Now.instant(), until) >= 0) return undefined;
    const now = await parts.now();
    const day = { now, today: now.toZonedDateTimeISO(parts.zone).toPlainDate() };
    const wanted = { obligations: [obligation], units: [], requested: false };
    // The signature is what allows it, and the link names its report.
    const [duty] = await loadEntrusted(tx, officeScope(), wanted, day, versions);
    const hamlets = duty?.hamlets?.map(({ unit }) => unit) ?? [];
    if (!duty || hamlets.length === 0 || duty.exempt || isLocked(duty, now)) return undefined;
    const { form } = duty;
    const subject = {
      about: aboutDuty(duty),
      hamlets,
      fields: form.fields,
      example: exampleFor(form),
      dueAt: hamletsDue(duty, { zone: parts.zone, holidays: await parts.calendar.current(tx) }),
      zone: parts.zone,
    };
    return { duty, subject, now };
  }

  async function keep(
    tx: Transaction,
    duty: Duty,
    { hamlet, name, read }: { hamlet: UnitView; name: string; read: ReadAnswer },
    at: Temporal.Instant,
  ): Promise<void> {
    const { nil, values } = read.draft;
    const answer = { obligation: duty.obligation, unit: hamlet.code, informant: name, nil, values };
    await insertHamletAnswers(tx, [{ ...answer, via: 'link', person: null, chat: null, at }]);
    const subject = `obligation ${duty.obligation}`;
    const detail = { unit: hamlet.code, via: 'link' };
    await recordAudit(tx, at, [{ action: 'note-hamlet-answer', subject, detail }]);
    const notices = tellOfAnswer(duty, { hamlet }, read).flatMap((effect) =>
      effect.kind === 'notify' ? [{ scene: { at, person: null }, effect }] : [],
    );
    await notify(tx, notices, { zone: parts.zone, holidays: await parts.calendar.current(tx) });
  }

  return app;
}

function closed(c: Context) {
  return c.html(hamletClosedPage(HAMLET_FORM.closed), 410);
}

function readBody(body: Readonly<Record<string, unknown>>) {
  const field = (name: string) => {
    const value = body[name];
    return typeof value === 'string' ? value.toWellFormed().normalize('NFC') : '';
  };
  // Browsers send line ends as two characters, also those of a text that was sent to them with one.
  const words = field('words').replaceAll('\r\n', '\n').trim();
  const filled: FilledIn = {
    hamlet: field('hamlet'),
    name: field('name').replaceAll(/\s+/g, ' ').trim(),
    words,
  };
  return { step: field('step'), proof: field('proof'), filled };
}

function faultOf({ name, words }: FilledIn): FormFault | undefined {
  if (name === '' || name.length > LONGEST_NAME) return 'no-name';
  if (words === '') return 'no-words';
  return words.length > LONGEST_WORDS ? 'too-long' : undefined;
}
