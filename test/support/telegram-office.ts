import { Temporal } from 'temporal-polyfill';
import { createBotApi } from '../../src/channels/telegram/api.ts';
import { createIntake } from '../../src/channels/telegram/intake.ts';
import { createPoller } from '../../src/channels/telegram/polling.ts';
import { createTelegramSender } from '../../src/channels/telegram/send.ts';
import { createTroubleLog } from '../../src/channels/telegram/trouble-log.ts';
import { createHolidayCalendar } from '../../src/db/queries/holidays.ts';
import { createDeliverer } from '../../src/delivery/deliver.ts';
import { createInbox } from '../../src/inbox/receive.ts';
import type { TestDatabase } from './database.ts';
import type { FaultyBotApi } from './faulty-bot-api.ts';
import { notedLog, type NotedLine } from './noted-log.ts';
import { SECRET, ZONE } from './office.ts';

/** An hour of waiting takes so many milliseconds. */
const HOUR_MS = 2_000;
const SPEED = 3_600_000 / HOUR_MS;
/** A call that hangs is given up after that. */
const PATIENCE_MS = 1_000;

export type TelegramOffice = {
  /** What the operator reads: every line but those for debugging. */
  readonly lines: readonly NotedLine[];
  /** What the poll waited for after each failure. */
  readonly pollWaitsMs: readonly number[];
  /** Sets the machine's clock. */
  setClock(by: Temporal.DurationLike): void;
  stop(): Promise<void>;
};

/**
 * Telegram's poll and sender, the real inbox and the real queue, put together as the service does it, with pauses that pass fast:
 * the clock that the queue reckons by runs fast, and the poll's waits are noted and over.
 */
export async function openTelegramOffice(
  { db, listen }: TestDatabase,
  platform: FaultyBotApi,
): Promise<TelegramOffice> {
  const { log, lines } = notedLog();
  const stopping = new AbortController();
  const start = Temporal.Now.instant();
  const startMs = performance.now();
  let shift = new Temporal.Duration();
  const now = () => start.add({ milliseconds: Math.round((performance.now() - startMs) * SPEED) }).add(shift);

  const api = createBotApi(platform);
  const trouble = createTroubleLog(log, { calmMs: 0 });
  const sender = createTelegramSender({ api, trouble, now, timeoutMs: PATIENCE_MS });
  const deliverer = createDeliverer({ db, listen, channels: [sender], rates: {}, log, now });
  const inbox = createInbox({
    db,
    demo: false,
    zone: ZONE,
    calendar: createHolidayCalendar(),
    secret: SECRET,
    publicUrl: () => undefined,
    log,
    sender: deliverer,
  });
  const pollWaitsMs: number[] = [];
  const poller = createPoller({
    api,
    take: createIntake({ api, receive: (messages) => inbox.receive(messages), stopping: stopping.signal }),
    trouble,
    log,
    pollSeconds: 0.2,
    timeoutMs: PATIENCE_MS,
    wait: async (ms) => {
      pollWaitsMs.push(ms);
    },
  });
  await deliverer.start();
  // Its own look each second would come rarely beside a clock so fast.
  const looking = setInterval(() => deliverer.wake(), 20);
  poller.start();
  return {
    get lines() {
      return lines.filter(({ level }) => level !== 'debug');
    },
    pollWaitsMs,
    setClock(by) {
      shift = shift.add(by);
    },
    async stop() {
      stopping.abort();
      await poller.stop();
      clearInterval(looking);
      await deliverer.stop();
    },
  };
}
