import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { SendingChannel } from '../channels/channel.ts';
import type { Config } from '../config.ts';
import { createLeaseKeeper, type LeaseKeeper } from '../db/lease-keeper.ts';
import type { OpenDatabase } from '../db/open.ts';
import { createDeliverer, type Deliverer, type DelivererParts } from '../delivery/deliver.ts';
import type { FileSource } from '../delivery/files.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Budget } from '../schedule/zalo-oa-budget.ts';
import { sendingTurns } from './platforms.ts';

/** The process is named so that an operator finds it and no two ever share a name. */
export function createLeases({ db, listen }: OpenDatabase, log: Log): LeaseKeeper {
  const holder = `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`;
  return createLeaseKeeper({ db, listen, holder, log });
}

/** Sends on these channels within each account's rate, in turn with other processes. */
export function createDelivererFor(
  config: Config,
  database: OpenDatabase,
  channels: readonly SendingChannel[],
  log: Log,
  leases: LeaseKeeper,
  files: FileSource,
  metrics?: Metrics,
): Deliverer {
  const { db, listen } = database;
  const onSent: DelivererParts['onSent'] = ({ channel, urgency, seconds }) =>
    metrics?.deliverySeconds.observe({ channel, urgency }, seconds);
  return createDeliverer({ db, listen, channels, ...sendingTurns(config, leases), files, log, onSent });
}

/** What the clock watches; undefined: no limit is set. */
export function budgetOf({ zaloOa }: Config): Budget | undefined {
  const monthly = zaloOa?.monthlyBudget;
  return zaloOa && monthly !== undefined ? { monthly, prices: zaloOa.prices } : undefined;
}
