import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { socketUrl, type Database } from '../../src/db/connect.ts';
import { openDatabase } from '../../src/db/open.ts';
import { startService } from '../support/service.ts';
import { readCosts, residentMiB } from './costs.ts';
import { chatOf, importDistrict, linkContacts } from './district.ts';
import { quantile, type Figure } from './figure.ts';
import { PGBENCH_MISSING, preparePgbench, socketOf, type Pgbench } from './pgbench.ts';
import { keepPhonesBusy, reportInOneMessage, reportStepByStep, type Reporting } from './phones.ts';
import { serviceSettings, startPlatform, type Platform } from './platform.ts';
import { startWizard } from './wizard.ts';

/** Phones at once, with the bars of quality.md "Speed and size". */
const ROUNDS = [
  { phones: 1, pgbench: 0.6, guided: 1.4, oneMessage: 8, p95: 0.75, cpu: 0.7 },
  { phones: 16, pgbench: 0.65, guided: 2.5, oneMessage: 13, p95: 0.45, cpu: 0.3 },
  { phones: 64, pgbench: 1, guided: 4, oneMessage: 18, p95: 0.3, cpu: 0.2, commits: 0.08 },
] as const;
/** A guided report is each time the first of its commune. */
const COMMUNES = 3_300;
const WARM_UP_SECONDS = 3;
const SECONDS = 12;
const PGBENCH_SECONDS = 6;

/**
 * Reports through webhooks into PostgreSQL, from several phones at once: question by question and in one message. In the same run on
 * the same database with the same phones a Telegraf wizard that asks the same questions, and pgbench with the same row writes.
 */
export async function measureThroughput(dataDir: string): Promise<readonly Figure[]> {
  await using stack = new AsyncDisposableStack();
  const platform = stack.adopt(await startPlatform(), (it) => it.close());
  const settings = serviceSettings(platform, dataDir);
  await mkdir(dataDir, { recursive: true });
  await importDistrict(COMMUNES, settings);
  const service = stack.adopt(await startService(settings), (it) => it.kill('SIGTERM'));
  const database = stack.adopt(await openDatabase({ databaseUrl: undefined, dataDir }, () => {}), (it) =>
    it.close(),
  );
  const { db } = database;
  await linkContacts(db);
  const at = await socketOf(db);
  const wizard = stack.adopt(await startWizard(db, socketUrl(at.folder, at.database), platform.url), (it) =>
    it.stop(),
  );
  const process = (url: string, pid: number) => ({ platform, db, dataDir, url, pid });
  const ours = process(service.url, service.pid);
  const theirs = process(wizard.url, wizard.pid);
  const idleMiB = await residentMiB(service.pid);
  const taken = { ours: 0, theirs: 0 };
  const figures: Figure[] = [];
  let pgbench: Pgbench | undefined;
  for (const bar of ROUNDS) {
    const { phones } = bar;
    // Each after the other: they share the machine's cores.
    /* oxlint-disable no-await-in-loop */
    const guided = await load(ours, phones, reportStepByStep, () => nextOf(taken, 'ours'));
    const oneMessage = await load(ours, phones, reportInOneMessage, (phone) => chatOf(COMMUNES - 1 - phone));
    const telegraf = await load(theirs, phones, reportStepByStep, () => nextOf(taken, 'theirs'));
    pgbench ??= await preparePgbench(db, dataDir, at);
    const transactions = await pgbench?.measure(phones, PGBENCH_SECONDS);
    /* oxlint-enable no-await-in-loop */
    const row = (name: string, figure: string) =>
      figures.push([`${phones} ${phones === 1 ? 'phone' : 'phones'}: ${name}`, figure]);
    row(
      'guided reports',
      `${perSecond(guided.reports)}, ${beside(guided.reports, telegraf.reports, bar.guided)}`,
    );
    row(
      'reports in one message',
      `${perSecond(oneMessage.reports)}, ${beside(oneMessage.reports, telegraf.reports, bar.oneMessage)}`,
    );
    row(
      'updates of guided reports',
      transactions === undefined
        ? `${perSecond(guided.updates)}; ${PGBENCH_MISSING}`
        : `${perSecond(guided.updates)}, pgbench ${perSecond(transactions)}: ${(guided.updates / transactions).toFixed(2)} times (>= ${bar.pgbench})`,
    );
    row(
      'update to reply, p50 / p95 / p99',
      [0.5, 0.95, 0.99].map((share) => quantile(guided.latencies, share).toFixed(1)).join(' / ') + ' ms',
    );
    row(
      'update to reply, p95',
      below(quantile(guided.latencies, 0.95), quantile(telegraf.latencies, 0.95), bar.p95),
    );
    row(
      'service and database CPU an update',
      `${guided.serviceMs.toFixed(2)} + ${guided.databaseMs.toFixed(2)} ms, ${below(guided.serviceMs + guided.databaseMs, telegraf.serviceMs + telegraf.databaseMs, bar.cpu)}`,
    );
    row(
      'commits an update',
      `${guided.commits.toFixed(3)}${'commits' in bar ? ` (<= ${bar.commits})` : ''}, wizard ${telegraf.commits.toFixed(2)}`,
    );
  }
  figures.push(
    ['resident memory of the service, idle', `${idleMiB.toFixed(0)} MiB (< 180)`],
    [
      'resident memory of the service, under load',
      `${(await residentMiB(service.pid)).toFixed(0)} MiB (<= 150)`,
    ],
  );
  return figures;
}

type Loaded = {
  /** A second. */
  readonly reports: number;
  readonly updates: number;
  readonly latencies: readonly number[];
  /** An update. */
  readonly commits: number;
  readonly serviceMs: number;
  readonly databaseMs: number;
};

type Bot = {
  readonly platform: Platform;
  readonly db: Database;
  readonly dataDir: string;
  readonly url: string;
  readonly pid: number;
};

async function load(
  { platform, db, dataDir, url, pid }: Bot,
  phones: number,
  report: Reporting,
  nextChat: (phone: number) => number,
): Promise<Loaded> {
  platform.connect(url);
  await keepPhonesBusy(platform, { phones, seconds: WARM_UP_SECONDS }, report, nextChat);
  // What autovacuum does within a minute of the first growth.
  await db.execute(sql`analyze`);
  const before = await readCosts(db, pid, dataDir);
  const begun = performance.now();
  const { reports, latencies } = await keepPhonesBusy(
    platform,
    { phones, seconds: SECONDS },
    report,
    nextChat,
  );
  const seconds = (performance.now() - begun) / 1_000;
  // The backends' own count of their commits is a second late.
  await pause(1_500);
  const after = await readCosts(db, pid, dataDir);
  const updates = latencies.length;
  return {
    reports: reports / seconds,
    updates: updates / seconds,
    latencies,
    commits: (after.commits - before.commits) / updates,
    serviceMs: (after.serviceCpuMs - before.serviceCpuMs) / updates,
    databaseMs: (after.databaseCpuMs - before.databaseCpuMs) / updates,
  };
}

function nextOf(taken: { ours: number; theirs: number }, whose: 'ours' | 'theirs'): number {
  const commune = taken[whose];
  // The last ones report in one message.
  if (whose === 'ours' && commune >= COMMUNES - 64) throw new Error('every commune has reported');
  taken[whose] = commune + 1;
  return chatOf(commune);
}

const perSecond = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} /s`;
const beside = (own: number, other: number, least: number) =>
  `Telegraf wizard ${perSecond(other)}: ${(own / other).toFixed(1)} times (>= ${least})`;
const below = (own: number, other: number, most: number) =>
  `wizard ${other.toFixed(1)} ms: ${(own / other).toFixed(2)} times (<= ${most})`;
