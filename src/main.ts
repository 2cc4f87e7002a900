#!/usr/bin/env node
import { createInterface } from 'node:readline';
import { runProgram, sayWhy } from './cli/program.ts';
import { readConfig, type Config } from './config.ts';
import { readClock } from './db/clock.ts';
import { openDatabase } from './db/open.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function printBytes(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/** The commands; what only one of them needs is loaded when it is used. */
async function main(): Promise<number> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    return sayWhy(error, say);
  }
  return runProgram(
    {
      config,
      print,
      ...(process.stdout.isTTY ? {} : { printBytes }),
      say,
      readStandardInput: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
      async withDatabase(run) {
        const database = await openDatabase(config, say);
        try {
          return await run(database.db);
        } finally {
          await database.close();
        }
      },
      now: (db) => readClock(db, config.demo),
      async openPeriods(tx, now) {
        const { beginPeriods } = await import('./service/sample.ts');
        return beginPeriods(tx, now, config.timeZone);
      },
      async telegramBotName() {
        if (!config.telegram) return undefined;
        const { readBotName } = await import('./channels/telegram/start.ts');
        return readBotName(config.telegram);
      },
      async zaloBotName() {
        if (!config.zaloBot) return undefined;
        const { readBotName } = await import('./channels/zalo-bot/start.ts');
        return readBotName(config.zaloBot);
      },
      async zaloOaAccount(db) {
        const { readZaloOaAccount } = await import('./service/ask-platforms.ts');
        return readZaloOaAccount(config, db);
      },
      async exchangeZaloCode(code, verifier) {
        const { exchangeCode } = await import('./channels/zalo-oa/start.ts');
        return exchangeCode(config, code, verifier);
      },
      async askPlatforms(db) {
        const { askPlatforms } = await import('./service/ask-platforms.ts');
        return askPlatforms(config, db);
      },
      async askZaloTemplates(ids) {
        const { askZaloTemplates } = await import('./service/zalo-templates.ts');
        return this.withDatabase((db) => askZaloTemplates(config, db, ids));
      },
      async withTicks(run) {
        const { withTicks } = await import('./service/ticks.ts');
        return withTicks(config, say, run);
      },
      async simulate(simulation) {
        const { simulate } = await import('./simulation/simulate.ts');
        const { onScratchService } = await import('./service/scratch.ts');
        return onScratchService(config, say, (service) => simulate(service, simulation));
      },
      async rehearse(options) {
        const { rehearse } = await import('./simulation/rehearse.ts');
        const { onScratchService } = await import('./service/scratch.ts');
        return onScratchService(config, say, (service) => rehearse(service, options));
      },
      async start() {
        const { runService } = await import('./service/run.ts');
        return runService(config, { print, say });
      },
    },
    process.argv,
  );
}

process.exitCode = await main();
