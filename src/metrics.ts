import { setTimeout as pause } from 'node:timers/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { EditResult, Receive, SendingChannel } from './channels/channel.ts';
import type { Channel } from './core/messages.ts';
import type { Spending } from './core/zalo-oa/cost.ts';

/** Seconds; a reply over HTTP takes milliseconds, a hanging platform up to its time-out. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/** What `/metrics` shows, in Prometheus' text form. Nothing in it names a person or a text. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    received: new Counter({
      name: 'hai_chieu_received_messages_total',
      help: 'Inbound messages handed to the inbox, by outcome: stored, or failed (and fetched or delivered again).',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    receiveSeconds: new Histogram({
      name: 'hai_chieu_receive_seconds',
      help: 'From the arrival of a batch to the commit of its effects.',
      labelNames: ['channel'],
      buckets: SECONDS,
      registers,
    }),
    sends: new Counter({
      name: 'hai_chieu_sends_total',
      help: 'Attempts to send or rewrite a message, by result: sent, retry, unreachable, rejected, unknown; gone: no longer there to rewrite.',
      labelNames: ['channel', 'result'],
      registers,
    }),
    sendSeconds: new Histogram({
      name: 'hai_chieu_send_seconds',
      help: 'Duration of an attempt to send.',
      labelNames: ['channel'],
      buckets: SECONDS,
      registers,
    }),
    deliverySeconds: new Histogram({
      name: 'hai_chieu_delivery_seconds',
      help: 'From the decision of a message to its acceptance by the platform, repetitions included; urgency: answer, or unasked.',
      labelNames: ['channel', 'urgency'],
      buckets: SECONDS,
      registers,
    }),
    receipts: new Counter({
      name: 'hai_chieu_receipts_total',
      help: 'What platforms told of messages that were sent, by state: delivered to a device, or seen; what a platform tells again counts again.',
      labelNames: ['channel', 'state'],
      registers,
    }),
    webhookAnswers: new Counter({
      name: 'hai_chieu_webhook_answers_total',
      help: 'Answers of the webhooks by HTTP status.',
      labelNames: ['channel', 'status'],
      registers,
    }),
  };
}

/** Adds the gauge of the database, asked anew at each scrape. */
export function measureDatabase(metrics: Metrics, isUp: () => Promise<boolean>): void {
  metrics.registry.registerMetric(
    new Gauge({
      name: 'hai_chieu_database_up',
      help: '1 when the database answers, else 0.',
      registers: [],
      async collect() {
        this.set((await isUp()) ? 1 : 0);
      },
    }),
  );
}

export type QueueLength = {
  readonly channel: Channel;
  readonly messages: number;
  readonly oldestSeconds: number;
};

/** A scrape waits no longer for the database. */
const DATABASE_ANSWERS_WITHIN_MS = 1_500;

/** Adds the outbox as it is at each scrape, 0 where nothing waits; no samples while the database does not answer. */
export function measureQueue(
  metrics: Metrics,
  channels: readonly Channel[],
  load: () => Promise<readonly QueueLength[]>,
): void {
  function gauge(name: string, help: string, valueOf: (queue: QueueLength) => number): void {
    metrics.registry.registerMetric(
      new Gauge({
        name,
        help,
        labelNames: ['channel'],
        registers: [],
        async collect() {
          this.reset();
          const queues = await soon(load);
          if (!queues) return;
          for (const channel of channels) this.set({ channel }, 0);
          for (const queue of queues) this.set({ channel: queue.channel }, valueOf(queue));
        },
      }),
    );
  }
  gauge(
    'hai_chieu_waiting_messages',
    'Messages in the outbox that are not done with.',
    (one) => one.messages,
  );
  gauge('hai_chieu_oldest_waiting_seconds', 'Age of the oldest of them.', (one) => one.oldestSeconds);
}

/** Adds what the messages of the month cost at each scrape, in đồng; no samples while the database does not answer. */
export function measureSpending(metrics: Metrics, load: () => Promise<Spending>): void {
  function gauge(name: string, help: string, valueOf: (spending: Spending) => number): void {
    metrics.registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          this.reset();
          const spending = await soon(load);
          if (spending) this.set(valueOf(spending));
          else this.remove();
        },
      }),
    );
  }
  gauge(
    'hai_chieu_zalo_oa_charged_messages',
    'Messages of the Zalo Official Account in this calendar month that cost money.',
    ({ messages }) => messages,
  );
  gauge('hai_chieu_zalo_oa_cost_dong', 'What they cost, or are expected to.', ({ dong }) => dong);
}

/** Undefined: the database does not answer in time. */
function soon<T>(load: () => Promise<T>): Promise<T | undefined> {
  return Promise.race([
    load().catch(() => undefined),
    pause(DATABASE_ANSWERS_WITHIN_MS, undefined, { ref: false }),
  ]);
}

/** Adds what this process holds of what one process at a time may do. */
export function measureLeases(
  metrics: Metrics,
  states: () => readonly { readonly name: string; readonly isHeld: boolean }[],
): void {
  metrics.registry.registerMetric(
    new Gauge({
      name: 'hai_chieu_lease_held',
      help: '1 when this process holds the lease (polling or sending for an account), else 0.',
      labelNames: ['lease'],
      registers: [],
      collect() {
        for (const { name, isHeld } of states()) this.set({ lease: name }, isHeld ? 1 : 0);
      },
    }),
  );
}

/** The same inbox, counted and timed. */
export function measureReceiving(metrics: Metrics, channel: Channel, receive: Receive): Receive {
  return async (messages) => {
    const stop = metrics.receiveSeconds.startTimer({ channel });
    try {
      await receive(messages);
      metrics.received.inc({ channel, outcome: 'stored' }, messages.length);
    } catch (error) {
      metrics.received.inc({ channel, outcome: 'failed' }, messages.length);
      throw error;
    } finally {
      stop();
    }
  };
}

/** The same channel, counted and timed. */
export function measureSending(metrics: Metrics, sender: SendingChannel): SendingChannel {
  const { channel } = sender;
  async function measured<R extends { readonly kind: EditResult['kind'] }>(
    attempt: () => Promise<R>,
  ): Promise<R> {
    const stop = metrics.sendSeconds.startTimer({ channel });
    const result = await attempt();
    stop();
    metrics.sends.inc({ channel, result: result.kind });
    return result;
  }
  const edit = sender.edit?.bind(sender);
  const showUpload = sender.showUpload?.bind(sender);
  return {
    channel,
    capabilities: sender.capabilities,
    send: (...to) => measured(() => sender.send(...to)),
    ...(showUpload && { showUpload }),
    ...(edit && { edit: (...to: Parameters<typeof edit>) => measured(() => edit(...to)) }),
  };
}
