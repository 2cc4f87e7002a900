import { z } from 'zod';
import type { JsonObject } from '../platform-http.ts';
import { vietnamHour, type FakeClock } from './clock.ts';
import type { Sent } from './customer-service.ts';
import { done, refused } from './envelope.ts';
import type { People } from './people.ts';

/** A template as it was approved (or not). */
export type Template = {
  readonly id: string;
  readonly name: string;
  /** `old`: may not go by UID. */
  readonly state: 'enabled' | 'pending' | 'disabled' | 'old';
  /** Each is required. */
  readonly params: readonly { readonly name: string; readonly maxLength: number }[];
  /** Refused by phone from 22:00 to 06:00. */
  readonly isDayOnly: boolean;
  readonly priceVnd: number;
  /** What its reader sees, `<param>` for a parameter. Undefined: its name and what fills it. */
  readonly texts?: readonly string[];
};

export type TemplateParts = {
  readonly clock: FakeClock;
  readonly people: People;
  readonly templates: readonly Template[];
  /** Who has which phone, `84…`: user ids. */
  readonly phones: ReadonlyMap<string, string>;
  /** Phones of the account's admins, who alone get what is sent in development mode. */
  readonly adminPhones: readonly string[];
  readonly account: { balanceVnd: number };
  readonly daily: { readonly quota: number; used: number };
  readonly keep: (message: Sent, sentTo?: SentTo) => string;
};

export type SentTo = { readonly phone: string; readonly trackingId: string };

const template = { template_id: z.string(), template_data: z.record(z.string(), z.string()) };
const byUser = z.object({ user_id: z.string().min(1), ...template });
const byPhone = z.object({
  phone: z.string(),
  ...template,
  tracking_id: z.string().min(1),
  sending_mode: z.enum(['1', '3']).optional(),
  mode: z.literal('development').optional(),
});

/** What POST /v3.0/oa/message/template answers: to a person of the account, without a window. */
export function sendByUser(body: JsonObject, parts: TemplateParts): JsonObject {
  const asked = byUser.safeParse(body).data;
  if (!asked) return refused(-201, 'body is invalid');
  const found = findTemplate(asked, parts);
  if ('error' in found) return found;
  if (found.state === 'old') return refused(-249, 'template can not be sent by user id');
  const { refusal } = parts.people.get(asked.user_id) ?? {};
  if (refusal !== undefined) return refused(refusal, 'user can not receive this message');
  if (!pay(parts.account, found)) return refused(-211, 'out of quota');
  return done({ message_id: parts.keep(messageOf(found, asked.user_id, asked.template_data)) });
}

/** What POST /message/template on the business host answers. */
export function sendByPhone(body: JsonObject, parts: TemplateParts): JsonObject {
  const asked = byPhone.safeParse(body).data;
  if (!asked || asked.tracking_id.length > 48) return refused(-112, 'body is invalid');
  if (!/^84\d{9,10}$/.test(asked.phone)) return refused(-108, 'phone number is invalid');
  const found = findTemplate(asked, parts);
  if ('error' in found) return found;
  if (asked.mode === 'development' && !parts.adminPhones.includes(asked.phone))
    return refused(-117, 'development mode is for admins');
  const hour = vietnamHour(parts.clock.now());
  if (found.isDayOnly && (hour >= 22 || hour < 6)) return refused(-133, 'not at night');
  const userId = parts.phones.get(asked.phone);
  if (userId === undefined) return refused(-118, 'no Zalo account has this phone');
  const { refusal } = parts.people.get(userId) ?? {};
  if (refusal !== undefined) return refused(refusal, 'user can not receive this message');
  if (parts.daily.used >= parts.daily.quota) return refused(-144, 'out of daily quota');
  if (!pay(parts.account, found)) return refused(-115, 'out of money');
  parts.daily.used += 1;
  const id = parts.keep(messageOf(found, userId, asked.template_data), {
    phone: asked.phone,
    trackingId: asked.tracking_id,
  });
  return done({
    msg_id: id,
    sent_time: String(parts.clock.now()),
    quota: {
      dailyQuota: String(parts.daily.quota),
      remainingQuota: String(parts.daily.quota - parts.daily.used),
    },
  });
}

/** What GET /template/info/v2 answers. */
export function describeTemplate(id: string, templates: readonly Template[]): JsonObject {
  const found = templates.find((one) => one.id === id);
  if (!found) return refused(-109, 'template does not exist');
  return done({
    templateId: found.id,
    templateName: found.name,
    status: found.state === 'pending' ? 'PENDING_REVIEW' : found.state === 'disabled' ? 'DISABLE' : 'ENABLE',
    listParams: found.params.map(({ name, maxLength }) => ({
      name,
      require: true,
      type: 'STRING',
      minLength: 1,
      maxLength,
      acceptNull: false,
    })),
    price: String(found.priceVnd),
    templateTag: 'CUSTOMER_CARE',
  });
}

function findTemplate(
  asked: { readonly template_id: string; readonly template_data: Readonly<Record<string, string>> },
  { templates }: TemplateParts,
): Template | Fault {
  const found = templates.find(({ id }) => id === asked.template_id);
  if (!found) return fault(-109, 'template does not exist');
  if (found.state === 'pending') return fault(-131, 'template is not approved');
  if (found.state === 'disabled') return fault(-146, 'template is disabled');
  const given = asked.template_data;
  const unknown = Object.keys(given).find((name) => !found.params.some((param) => param.name === name));
  if (unknown !== undefined) return fault(-1124, `parameter ${unknown} is unknown`);
  for (const { name, maxLength } of found.params) {
    const value = given[name] ?? '';
    if (value === '') return fault(-1122, `parameter ${name} is missing`);
    if (value.length > maxLength) return fault(-1121, `parameter ${name} is too long`);
  }
  return found;
}

type Fault = { readonly error: number; readonly message: string };

function fault(error: number, message: string): Fault {
  return { error, message };
}

function pay(account: TemplateParts['account'], { priceVnd }: Template): boolean {
  if (account.balanceVnd < priceVnd) return false;
  account.balanceVnd -= priceVnd;
  return true;
}

function messageOf(
  { id, name, texts }: Template,
  userId: string,
  data: Readonly<Record<string, string>>,
): Sent {
  const lines = texts?.map((line) => line.replace(/<(\w+)>/g, (_, param: string) => data[param] ?? '')) ?? [
    name,
    ...Object.entries(data).map(([key, value]) => `${key}: ${value}`),
  ];
  return {
    userId,
    kind: 'template',
    text: lines.join('\n'),
    buttons: [],
    template: { id, data },
    cost: 'template',
  };
}
