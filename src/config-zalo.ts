import { Refused } from './core/errors.ts';
import { USUAL_PRICES, type Prices } from './core/zalo-oa/cost.ts';
import { TEMPLATE_KINDS, type TemplateKind } from './core/zalo-oa/templates.ts';
import { officialOr, type Setting } from './settings.ts';

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

export function readZaloBot(setting: Setting, publicUrl: string | undefined): ZaloBotConfig | undefined {
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
    apiRoot: officialOr(setting, 'ZALO_BOT_API_ROOT'),
    webhook,
    hasUnusedSecret: secret !== undefined && webhook === undefined,
  };
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
export function readZaloOa(setting: Setting): ZaloOaConfig | undefined {
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
    apiRoot: officialOr(setting, 'ZALO_OA_API_ROOT'),
    oauthRoot: officialOr(setting, 'ZALO_OAUTH_ROOT'),
    znsRoot: officialOr(setting, 'ZALO_ZNS_API_ROOT'),
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
export function readZaloSiteCode(setting: Setting): string | undefined {
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
