import type { Platform } from './platform.ts';

/** What phones have done: reports to the receipt, and the time from each update to its reply in milliseconds. */
export type Done = { reports: number; readonly latencies: number[] };

/** One report to its receipt, from a chat. */
export type Reporting = (platform: Platform, chat: number, done: Done) => Promise<void>;

/** As many phones report at once, each again and again for that long, each time from the chat that comes next for it. */
export async function keepPhonesBusy(
  platform: Platform,
  { phones, seconds }: { readonly phones: number; readonly seconds: number },
  report: Reporting,
  nextChat: (phone: number) => number,
): Promise<Done> {
  const done: Done = { reports: 0, latencies: [] };
  const until = performance.now() + seconds * 1_000;
  const use = async (phone: number) => {
    // A phone does one thing after the other.
    // oxlint-disable-next-line no-await-in-loop
    while (performance.now() < until) await report(platform, nextChat(phone), done);
  };
  await Promise.all([...Array(phones).keys()].map(use));
  return done;
}

/** The buttons that lead to the receipt, the more telling first. */
const WAY = ['gapsend', 'usual', 'send'];
let reports = 0;

/** The text and the taps that its questions ask for. */
export const reportInOneMessage: Reporting = async (platform, chat, done) => {
  reports += 1;
  const text = `hg ${reports % 7}/7, kn ${reports % 11}, tc 0, tthc 120/12${reports % 10}; khó khăn: thiếu kinh phí`;
  await confirm(platform, chat, done, await say(platform, chat, done, text));
};

/** What is asked one after the other, by the sample form. */
export const ANSWERS = '2|35|5/6|1|0|1/1|120/121|12|1|2|2|1|thiếu kinh phí|đề nghị hỗ trợ'.split('|');

/** Each question of the form answered by itself. */
export const reportStepByStep: Reporting = async (platform, chat, done) => {
  let buttons = await say(platform, chat, done, 'từng mục');
  for (const answer of ANSWERS) {
    if (wayOn(buttons) !== undefined) throw new Error('the bot asks fewer questions than the form has');
    // oxlint-disable-next-line no-await-in-loop
    buttons = await say(platform, chat, done, answer);
  }
  await confirm(platform, chat, done, buttons);
};

function wayOn(buttons: readonly string[]): string | undefined {
  return WAY.flatMap((verb) => buttons.find((token) => token.startsWith(`${verb}.`)) ?? [])[0];
}

async function confirm(
  platform: Platform,
  chat: number,
  done: Done,
  shown: readonly string[],
): Promise<void> {
  let next = wayOn(shown);
  if (next === undefined) throw new Error('the bot shows no preview');
  while (next !== undefined) {
    // oxlint-disable-next-line no-await-in-loop
    next = wayOn(await tap(platform, chat, done, next));
  }
  done.reports += 1;
}

function say(platform: Platform, chat: number, done: Done, text: string) {
  return exchange(platform, chat, done, { message: { ...place(chat), text } });
}

function tap(platform: Platform, chat: number, done: Done, data: string) {
  const query = { id: `${reports}`, from: place(chat).from, message: place(chat), data };
  return exchange(platform, chat, done, { callback_query: query });
}

async function exchange(platform: Platform, chat: number, done: Done, update: object) {
  const { buttons, milliseconds } = await platform.exchange(chat, update);
  done.latencies.push(milliseconds);
  return buttons;
}

function place(chat: number) {
  return {
    message_id: 1,
    date: 1_764_000_000,
    chat: { id: chat, type: 'private' },
    from: { id: chat, is_bot: false, first_name: 'Nhựt' },
  };
}
