import { resolve } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { Refused } from './core/errors.ts';
import { OFFICIAL_ROOTS, type RootName } from './core/organization/official-roots.ts';
import { USUAL_PRICES, type Prices } from './core/zalo-oa/cost.ts';
import { TEMPLATE_KINDS, type TemplateKind } from './core/zalo-oa/templates.ts';
import {
  optionalUrl,
  readFlag,
  readRoot,
  readSetting,
  wholeNumber,
  withoutTrailingSlash,
  type Environment,
  type Setting,
} from './settings.ts';

export type TelegramConfig = {
  readonly token: string;
  readonly apiRoot: string;
  readonly mode: 'polling' | 'webhook';
  readonly webhookSecret: string | undefined;
  readonly rate: { readonly perSecond: number; readonly perChatPerSecond: number };
};

export type ZaloBotConfig = {
  readonly token: string;
  readonly apiRoot: string;
  /** Where the world reaches us (no trailing slash), and what Zalo must send with each event; undefined: polling. */
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
  /** What Zalo must send is set, and PUBLIC_URL is no https address: polling is used all the same. */
  readonly hasUnusedSecret: boolean;
};

export type ZaloOaConfig = {
  readonly appId: string;
  /** Of the app, for tokens. */
  readonly appSecret: string;
  /** Of the account, which signs the events. */
  readonly oaSecret: string;
  /** `log`, while somebody sets the account up: wrongly signed events are acknowledged without effect, and looked into. */
  readonly signatureMode: 'strict' | 'log';
  /** Good once, and only until a pair is stored. Undefined: the stored one, or none yet. */
  readonly refreshToken: string | undefined;
  readonly apiRoot: string;
  readonly oauthRoot: string;
  readonly znsRoot: string;
  /** Those that Zalo has approved. */
  readonly templates: TemplateSettings;
  readonly prices: Prices;
  /** Đồng a calendar month for messages that Zalo charges; undefined: no limit. */
  readonly monthlyBudget: number | undefined;
};

/** By which number Zalo knows a template, and whether it goes to phone numbers only. */
export type TemplateSettings = Readonly<
  Partial<Record<TemplateKind, { readonly id: string; readonly byPhone: boolean }>>
>;

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
    apiRoot: rootIn(setting, 'TELEGRAM_API_ROOT'),
    mode,
    webhookSecret,
    rate: readRate(setting),
  };
}

function readZaloBot(setting: Setting, publicUrl: string | undefined): ZaloBotConfig | undefined {
  const token = setting('ZALO_BOT_TOKEN');
  if (token === undefined) return undefined;
  // Digits, a colon and a secret today; what could stand in an address is left to Zalo to judge.
  if (!/^[\w:.~-]{10,}$/.test(token)) {
    throw new Refused(
      'ZALO_BOT_TOKEN: không phải mã của bot; ví dụ: ZALO_BOT_TOKEN=1234567890123456789:ExampleExampleExampleExample',
    );
  }
  const secret = setting('ZALO_BOT_WEBHOOK_SECRET');
  if (secret !== undefined && !/^(?=.{8,256}$)[\x21-\x7e][\x20-\x7e]*[\x21-\x7e]$/.test(secret)) {
    throw new Refused(
      'ZALO_BOT_WEBHOOK_SECRET: gồm 8-256 ký tự không dấu; ví dụ: ZALO_BOT_WEBHOOK_SECRET=k3Jf9sLq0ZxT7vBn',
    );
  }
  const webhook =
    secret !== undefined && publicUrl?.startsWith('https:') === true ? { url: publicUrl, secret } : undefined;
  return {
    token,
    apiRoot: rootIn(setting, 'ZALO_BOT_API_ROOT'),
    webhook,
    hasUnusedSecret: secret !== undefined && webhook === undefined,
  };
}

function rootIn(setting: Setting, name: RootName): string {
  return readRoot(setting, name, OFFICIAL_ROOTS[name]);
}

const ZALO_OA_EXAMPLES = {
  ZALO_OA_APP_ID: '1184027735522903461',
  ZALO_OA_APP_SECRET: 'k3Jf9sLq0ZxT7vBnExample',
  ZALO_OA_SECRET: 'Zx0qLs9fJ3kExample',
  ZALO_OA_REFRESH_TOKEN: 'ExampleExampleExampleExample',
  ZALO_TEMPLATES: 'nhac-han:12345,tong-hop:12346',
  ZALO_OA_PRICES: '55/200/200',
  ZALO_OA_MONTHLY_BUDGET: '200000',
} as const;

/** The account's four values; the first switches it on and needs the two secrets. */
function readZaloOa(setting: Setting): ZaloOaConfig | undefined {
  const read = (name: keyof typeof ZALO_OA_EXAMPLES) => {
    const value = setting(name);
    if (value === undefined || /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)) return value;
    throw new Refused(
      `${name}: có ký tự lạ; xin chép nguyên từ trang quản lý Zalo, ví dụ: ${name}=${ZALO_OA_EXAMPLES[name]}`,
    );
  };
  const needed = (name: keyof typeof ZALO_OA_EXAMPLES, becauseOf: string) => {
    const value = read(name);
    if (value !== undefined) return value;
    throw new Refused(`${name}: cần có khi đặt ${becauseOf}; ví dụ: ${name}=${ZALO_OA_EXAMPLES[name]}`);
  };
  const others = [
    'ZALO_OA_APP_SECRET',
    'ZALO_OA_SECRET',
    'ZALO_OA_REFRESH_TOKEN',
    'ZALO_TEMPLATES',
    'ZALO_OA_PRICES',
    'ZALO_OA_MONTHLY_BUDGET',
  ] as const;
  const given = others.find((name) => read(name) !== undefined);
  if (given === undefined && read('ZALO_OA_APP_ID') === undefined) return undefined;
  return {
    appId: needed('ZALO_OA_APP_ID', given ?? 'ZALO_OA_APP_SECRET'),
    appSecret: needed('ZALO_OA_APP_SECRET', 'ZALO_OA_APP_ID'),
    oaSecret: needed('ZALO_OA_SECRET', 'ZALO_OA_APP_ID'),
    signatureMode: readSignatureMode(setting),
    refreshToken: read('ZALO_OA_REFRESH_TOKEN'),
    apiRoot: rootIn(setting, 'ZALO_OA_API_ROOT'),
    oauthRoot: rootIn(setting, 'ZALO_OAUTH_ROOT'),
    znsRoot: rootIn(setting, 'ZALO_ZNS_API_ROOT'),
    templates: readTemplates(read('ZALO_TEMPLATES') ?? ''),
    prices: readPrices(read('ZALO_OA_PRICES')),
    monthlyBudget: readBudget(read('ZALO_OA_MONTHLY_BUDGET')),
  };
}

/** `55/200/200`: đồng for a service message after the free hours, a template by user, a template by phone number. */
function readPrices(text: string | undefined): Prices {
  if (text === undefined) return USUAL_PRICES;
  const [, service, byUser, byPhone] = /^(\d{1,5})\/(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  if (service === undefined) {
    throw new Refused(
      `ZALO_OA_PRICES: “${text}” không phải giá (đồng) của tin sau 48 giờ/mẫu theo người dùng/mẫu theo số điện thoại; ví dụ: ZALO_OA_PRICES=${ZALO_OA_EXAMPLES.ZALO_OA_PRICES}`,
    );
  }
  return {
    service: Number(service),
    'template-by-user': Number(byUser),
    'template-by-phone': Number(byPhone),
  };
}

function readBudget(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Refused(
    `ZALO_OA_MONTHLY_BUDGET: “${text}” không phải số đồng mỗi tháng, viết liền; ví dụ: ZALO_OA_MONTHLY_BUDGET=${ZALO_OA_EXAMPLES.ZALO_OA_MONTHLY_BUDGET}`,
  );
}

/** `nhac-han:12345,tong-hop:12346:sdt`; the last part: by phone number only. */
function readTemplates(text: string): TemplateSettings {
  const settings: Partial<Record<TemplateKind, { readonly id: string; readonly byPhone: boolean }>> = {};
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const [name, id = '', way, ...more] = part.split(':').map((word) => word.trim());
    const kind = TEMPLATE_KINDS.find((one) => one === name);
    const isRead = /^\d{1,20}$/.test(id) && (way === undefined || way === 'sdt') && more.length === 0;
    if (!kind || !isRead || settings[kind]) {
      throw new Refused(
        `ZALO_TEMPLATES: “${part.trim()}” không phải tên mẫu (${TEMPLATE_KINDS.join(', ')}) và mã mẫu, mỗi tên một lần; ví dụ: ZALO_TEMPLATES=${ZALO_OA_EXAMPLES.ZALO_TEMPLATES}`,
      );
    }
    settings[kind] = { id, byPhone: way === 'sdt' };
  }
  return settings;
}

/** The code alone, or the tag or the name of the file that holds it. */
function readZaloSiteCode(setting: Setting): string | undefined {
  const text = setting('ZALO_SITE_VERIFICATION');
  if (text === undefined) return undefined;
  const code =
    /content\s*=\s*["']([\w-]+)["']/.exec(text)?.[1] ??
    /^(?:zalo_verifier)?([\w-]+?)(?:\.html)?$/.exec(text)?.[1];
  if (code !== undefined) return code;
  throw new Refused(
    'ZALO_SITE_VERIFICATION: không phải mã xác thực tên miền; ví dụ: ZALO_SITE_VERIFICATION=UERWBlpADnKQr8ntgHQC2EaYHVFqbvBDp4q',
  );
}

function readSignatureMode(setting: Setting): ZaloOaConfig['signatureMode'] {
  const mode = setting('ZALO_OA_SIGNATURE') ?? 'strict';
  if (mode === 'strict' || mode === 'log') return mode;
  throw new Refused(`ZALO_OA_SIGNATURE: “${mode}” không phải strict hay log; ví dụ: ZALO_OA_SIGNATURE=log`);
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
