import { Temporal } from 'temporal-polyfill';
import { bareKey } from '../forms/spelling.ts';
import { readComingDay } from './coming-moment.ts';

/**
 * When words ask to be reminded again. A `wish` says so itself ("nhắc lại sau 2 giờ"), a `delay` can mean it ("để mai") and a mere
 * `moment` ("chiều nay") too, depending on what they answer. `when` as a local wall time is not yet fitted to working time.
 */
export type SnoozeWords = {
  readonly kind: 'wish' | 'delay' | 'moment';
  readonly when:
    | { readonly kind: 'after'; readonly minutes: number }
    | { readonly kind: 'at'; readonly moment: Temporal.PlainDateTime }
    /** Later, without a moment that can be told. */
    | { readonly kind: 'open' };
};

const LONGEST = 60;

/** Nothing but courtesy and people around the wish. */
const FILLER =
  /\b(?:da|vang|ok|oke|em|toi(?! (?:nay|mai))|minh|anh|chi|bac|chau|nhe|nha|nghe|giup|ho|xin|lai|dc|dong chi|cho|thoi|roi|voi|hay|luc|vao|khoang|tam|a|u|bao cao|cai nay|viec nay)\b/g;
const NUMBERS: Readonly<Record<string, number>> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  nam: 5,
  sau: 6,
};
const LENGTH =
  /^(sau )?(\d{1,3}|mot|hai|ba|bon|nam|sau|nua)\s?(gio|tieng|h|g|phut|p)( ruoi| dong ho)?( nua| sau)?$/;
const LATER =
  /^(?:sau|de sau|lat|lat nua|mot lat|mot lat nua|chut nua|ti nua|chut|tu tu|de lat|de lat nua|khac|khi khac)$/;

const DAY =
  /^(?:(?:sang|chieu) )?(?:thu (?:[2-7]|hai|ba|tu|nam|sau|bay)|t[2-7]|(?:ngay )?\d{1,2} \d{1,2})(?: (?:sang|chieu))?$/;

/** Whole messages only: a wish among other words is for people to read. `local`: now, by the wall clock. */
export function readSnoozeWords(text: string, local: Temporal.PlainDateTime): SnoozeWords | undefined {
  if (text.length > LONGEST) return undefined;
  const folded = bareKey(text);
  const isWish = /\bnhac\b/.test(folded);
  const rest = folded
    .replace(/\bnhac\b/g, ' ')
    .replaceAll(FILLER, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const isDelay = /^(?:de|lat|sau|chut|ti|tu|khi)\b|\b(?:nua|sau)$/.test(rest);
  // Courtesy alone, and what is rather a value.
  if (!isWish && !isDelay && /^(?:$|\d)/.test(rest)) return undefined;
  const when = readWhen(rest.replace(/^de (?!sau$|lat)/, ''), local);
  return when && { kind: isWish ? 'wish' : isDelay ? 'delay' : 'moment', when };
}

function readWhen(rest: string, local: Temporal.PlainDateTime): SnoozeWords['when'] | undefined {
  if (rest === '' || LATER.test(rest)) return { kind: 'open' };
  const length = LENGTH.exec(rest);
  if (length) return readLength(length, local);
  const today = local.toPlainDate();
  const part = /^(?:(sang|trua|chieu|toi) )?(nay|hom nay|mai|ngay mai)?(?: ?(sang|trua|chieu|toi))?$/.exec(
    rest,
  );
  if (part) {
    const [, before, day = 'nay', after] = part;
    const date = day.endsWith('mai') ? today.add({ days: 1 }) : today;
    const named = before ?? after ?? (day.endsWith('mai') ? 'sang' : undefined);
    return named === undefined ? undefined : partOfDay(date, named, local);
  }
  const clock = /^(\d{1,2}) ?(?:h|g|gio) ?(\d{2})$/.exec(rest);
  if (clock && Number(clock[1]) <= 23 && Number(clock[2]) <= 59)
    return atTime({ hour: Number(clock[1]), minute: Number(clock[2]) }, local);
  if (!DAY.test(rest)) return undefined;
  const date = readComingDay(
    rest.replace(/\b(?:sang|chieu|ngay)\b/g, ' ').replace(/(\d) (\d)/, '$1/$2'),
    today,
  );
  if (!date || Temporal.PlainDate.compare(date, today) <= 0) return undefined;
  return { kind: 'at', moment: date.toPlainDateTime(/\bchieu\b/.test(rest) ? AFTERNOON : MORNING) };
}

const MORNING = Temporal.PlainTime.from('08:00');
/** People get half an hour to arrive. */
const AFTERNOON = Temporal.PlainTime.from('13:30');
const LATE_AFTERNOON = Temporal.PlainTime.from('15:30');
const EVENING = Temporal.PlainTime.from('19:00');
/** An hour of the day that is no length of time: "nhắc em 15 giờ". */
const FIRST_HOUR = 7;

function readLength(found: RegExpExecArray, local: Temporal.PlainDateTime): SnoozeWords['when'] | undefined {
  const [, after, amount = '', unit = '', half, later] = found;
  const isMinutes = unit.startsWith('p');
  const count = amount === 'nua' ? 0.5 : (NUMBERS[amount] ?? Number(amount));
  if (count === 0) return undefined;
  const isLength = after !== undefined || later !== undefined || unit === 'tieng' || isMinutes;
  if (isLength) {
    const extra = half === ' ruoi' ? 0.5 : 0;
    return { kind: 'after', minutes: Math.round((count + extra) * (isMinutes ? 1 : 60)) };
  }
  // "Nhắc em 2 giờ" can mean in two hours or at two o'clock.
  if (count < FIRST_HOUR || count > 23 || !Number.isInteger(count)) return { kind: 'open' };
  return atTime({ hour: count, minute: 0 }, local);
}

/** Today, or tomorrow where it is past. */
function atTime(
  time: { readonly hour: number; readonly minute: number },
  local: Temporal.PlainDateTime,
): SnoozeWords['when'] {
  const today = local.toPlainDate().toPlainDateTime(Temporal.PlainTime.from(time));
  const isPast = Temporal.PlainDateTime.compare(today, local) <= 0;
  return { kind: 'at', moment: isPast ? today.add({ days: 1 }) : today };
}

/** "Chiều nay" in the morning is the early afternoon, in the afternoon its later part. */
function partOfDay(
  date: Temporal.PlainDate,
  part: string,
  local: Temporal.PlainDateTime,
): SnoozeWords['when'] | undefined {
  const times =
    part === 'chieu' || part === 'trua' ? [AFTERNOON, LATE_AFTERNOON] : [part === 'sang' ? MORNING : EVENING];
  const moment = times
    .map((time) => date.toPlainDateTime(time))
    .find((one) => Temporal.PlainDateTime.compare(one, local) > 0);
  return moment ? { kind: 'at', moment } : { kind: 'open' };
}
