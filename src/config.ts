import { resolve } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import {
  readZaloBot,
  readZaloOa,
  readZaloSiteCode,
  type ZaloBotConfig,
  type ZaloOaConfig,
} from './config-zalo.ts';
import { Refused } from './core/errors.ts';
import {
  officialOr,
  optionalUrl,
  readFlag,
  readSetting,
  wholeNumber,
  withoutTrailingSlash,
  type Environment,
  type Setting,
} from './settings.ts';

export type { TemplateSettings, ZaloBotConfig, ZaloOaConfig } from './config-zalo.ts';

export type TelegramConfig = {
  readonly token: string;
  readonly apiRoot: string;
  readonly mode: 'polling' | 'webhook';
  readonly webhookSecret: string | undefined;
  readonly rate: { readonly perSecond: number; readonly perChatPerSecond: number };
};

export type Config = {
  /** Undefined: the embedded database under `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  /** What Zalo gave to show that the domain of PUBLIC_URL is ours. */
  readonly zaloSiteCode: string | undefined;
  readonly timeZone: string;
  /** Undefined: a secret of this installation, kept under `dataDir`. */
  readonly appSecret: string | undefined;
  readonly demo: boolean;
  readonly telegram: TelegramConfig | undefined;
  readonly zaloBot: ZaloBotConfig | undefined;
  readonly zaloOa: ZaloOaConfig | undefined;
  readonly logLevel: LogLevel;
};

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
const LOG_LEVELS: readonly string[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * The environment as one validated, frozen object. Any variable `X` can be given as `X_FILE`, the path of a file that holds it.
 * Throws Refused with one line that names the variable and an example.
 */
export function readConfig(environment: Environment): Config {
  const setting = (name: string) => readSetting(environment, name);
  const telegram = readTelegram(setting);
  const publicUrl = readPublicUrl(setting);
  const zaloBot = readZaloBot(setting, publicUrl);
  const zaloOa = readZaloOa(setting);
  return Object.freeze({
    databaseUrl: optionalUrl(
      setting,
      'DATABASE_URL',
      ['postgres:', 'postgresql:'],
      'postgres://user:password@host/hai_chieu',
    ),
    dataDir: resolve(setting('DATA_DIR') ?? 'data'),
    host: setting('HOST') ?? '127.0.0.1',
    port: wholeNumber(setting, 'PORT', 3000, 0, 65_535),
    publicUrl,
    zaloSiteCode: readZaloSiteCode(setting),
    timeZone: readTimeZone(setting),
    appSecret: readAppSecret(setting),
    demo: readFlag(setting, 'DEMO') ?? [telegram, zaloBot, zaloOa].every((channel) => channel === undefined),
    telegram,
    zaloBot,
    zaloOa,
    logLevel: readLogLevel(setting),
  });
}

function readTelegram(setting: Setting): TelegramConfig | undefined {
  const token = setting('TELEGRAM_BOT_TOKEN');
  if (token === undefined) return undefined;
  if (!/^\d+:[\w-]+$/.test(token)) {
    throw new Refused(
      'TELEGRAM_BOT_TOKEN: không phải mã của bot; ví dụ: TELEGRAM_BOT_TOKEN=123456789:AAExampleExampleExampleExampleExample',
    );
  }
  const mode = setting('TELEGRAM_MODE') ?? 'polling';
  if (mode !== 'polling' && mode !== 'webhook') {
    throw new Refused(
      `TELEGRAM_MODE: “${mode}” không phải polling hay webhook; ví dụ: TELEGRAM_MODE=polling`,
    );
  }
  const webhookSecret = setting('TELEGRAM_WEBHOOK_SECRET');
  if (mode === 'webhook' && webhookSecret === undefined) {
    throw new Refused(
      'TELEGRAM_WEBHOOK_SECRET: cần có khi TELEGRAM_MODE=webhook; ví dụ: TELEGRAM_WEBHOOK_SECRET=k3Jf9sLq0ZxT7vBn',
    );
  }
  if (webhookSecret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(webhookSecret)) {
    throw new Refused(
      'TELEGRAM_WEBHOOK_SECRET: gồm 1-256 ký tự A-Z, a-z, 0-9, _ và -; ví dụ: TELEGRAM_WEBHOOK_SECRET=k3Jf9sLq0ZxT7vBn',
    );
  }
  if (mode === 'webhook' && setting('PUBLIC_URL') === undefined) {
    throw new Refused(
      'PUBLIC_URL: cần có khi TELEGRAM_MODE=webhook; ví dụ: PUBLIC_URL=https://bot.example.vn',
    );
  }
  return {
    token,
    apiRoot: officialOr(setting, 'TELEGRAM_API_ROOT'),
    mode,
    webhookSecret,
    rate: readRate(setting),
  };
}

function readRate(setting: Setting): TelegramConfig['rate'] {
  const text = setting('TELEGRAM_RATE') ?? '30/1';
  const match = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(text);
  const perSecond = Number(match?.[1]);
  const perChatPerSecond = Number(match?.[2]);
  if (!match || perSecond <= 0 || perChatPerSecond <= 0) {
    throw new Refused(
      `TELEGRAM_RATE: “${text}” không phải số tin mỗi giây chung/mỗi cuộc trò chuyện; ví dụ: TELEGRAM_RATE=30/1`,
    );
  }
  return { perSecond, perChatPerSecond };
}

function readPublicUrl(setting: Setting): string | undefined {
  const url = optionalUrl(setting, 'PUBLIC_URL', ['https:', 'http:'], 'https://bot.example.vn');
  return withoutTrailingSlash(url);
}

function readTimeZone(setting: Setting): string {
  const zone = setting('TIME_ZONE') ?? 'Asia/Ho_Chi_Minh';
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return zone;
  } catch {
    throw new Refused(`TIME_ZONE: “${zone}” không phải tên múi giờ; ví dụ: TIME_ZONE=Asia/Ho_Chi_Minh`);
  }
}

function readAppSecret(setting: Setting): string | undefined {
  const secret = setting('APP_SECRET');
  if (secret !== undefined && secret.length < 16) {
    throw new Refused('APP_SECRET: cần ít nhất 16 ký tự; ví dụ: APP_SECRET=$(openssl rand -hex 32)');
  }
  return secret;
}

function readLogLevel(setting: Setting): LogLevel {
  const level = setting('LOG_LEVEL') ?? 'info';
  if (!isLogLevel(level))
    throw new Refused(`LOG_LEVEL: “${level}” không thuộc ${LOG_LEVELS.join(', ')}; ví dụ: LOG_LEVEL=info`);
  return level;
}

function isLogLevel(text: string): text is LogLevel {
  return LOG_LEVELS.includes(text);
}
