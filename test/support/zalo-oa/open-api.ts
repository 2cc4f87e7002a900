import { z } from 'zod';
import type { JsonObject } from '../platform-http.ts';
import type { Call } from './call.ts';
import { sendCustomerService, type CustomerServiceParts } from './customer-service.ts';
import { done, refused } from './envelope.ts';
import type { People } from './people.ts';
import { describeTemplate, sendByPhone, sendByUser, type TemplateParts } from './templates.ts';

export type OpenApiParts = CustomerServiceParts &
  TemplateParts & {
    readonly oaId: string;
    readonly isVerified: boolean;
    readonly isKept: (messageId: string) => boolean;
    /** Groups that the account made (GMF). */
    readonly groups: readonly string[];
  };

type Answering = (call: Call) => JsonObject | Promise<JsonObject>;

/** openapi.zalo.me: messages of version 3, uploads and the account's own state of version 2. */
export function openApi(parts: OpenApiParts): Answering {
  const { people, uploads, isFreeTier } = parts;
  return ({ route, body, raw, contentType }) => {
    switch (route) {
      case 'POST /v3.0/oa/message/cs':
        return sendCustomerService(body, parts);
      case 'POST /v3.0/oa/group/message':
        return isFreeTier ? UPGRADE : sendToGroup(body, parts);
      case 'POST /v3.0/oa/message/template':
        return sendByUser(body, parts);
      case 'POST /v2.0/oa/upload/image':
        return uploads.take('image', raw, contentType);
      case 'POST /v2.0/oa/upload/gif':
        return uploads.take('gif', raw, contentType);
      case 'POST /v2.0/oa/upload/file':
        return uploads.take('file', raw, contentType);
      case 'GET /v3.0/oa/user/detail':
        return isFreeTier ? UPGRADE : describePerson(body, people);
      case 'GET /v3.0/oa/user/getlist':
        return isFreeTier ? UPGRADE : listFollowers(body, people);
      case 'POST /v3.0/oa/quota/message':
        return lastInteraction(body, people);
      case 'GET /v2.0/oa/getoa':
        return done({
          oa_id: parts.oaId,
          name: 'Dân vận Vĩnh Thuận',
          is_verified: parts.isVerified,
          package_name: isFreeTier ? 'Cơ bản' : 'Nâng cao',
          linked_ZCA: 'ZCA-1',
        });
      case 'POST /v2.0/oa/message':
      case 'POST /v3.0/oa/message/transaction':
      case 'POST /v3.0/oa/message/promotion':
        return refused(-240, 'this API is no longer served');
      default:
        return NO_SUCH_API;
    }
  };
}

/** business.openapi.zalo.me: templates by phone. */
export function businessApi(parts: OpenApiParts): Answering {
  return ({ route, body }) => {
    switch (route) {
      case 'POST /message/template':
        return sendByPhone(body, parts);
      case 'GET /message/status':
        return done({ status: parts.isKept(String(body['message_id'])) ? 1 : -1 });
      case 'GET /template/info/v2':
        return describeTemplate(String(body['template_id']), parts.templates);
      default:
        return NO_SUCH_API;
    }
  };
}

const UPGRADE = refused(-224, 'upgrade the package');
const NO_SUCH_API = refused(-201, 'no such API');

function describePerson(body: JsonObject, people: People): JsonObject {
  const userId = String(body['user_id']);
  const person = people.get(userId);
  if (!person?.isFollower) return refused(-213, 'user is not a follower');
  return done({
    user_id: userId,
    user_id_by_app: `app-${userId}`,
    display_name: person.name,
    avatar: '',
    user_is_follower: true,
    shared_info: {},
  });
}

const toGroup = z.object({
  recipient: z.object({ group_id: z.string() }),
  message: z.object({ text: z.string().min(1).max(2000) }),
});

/** Free of charge and without a window, into groups that the account made itself. */
function sendToGroup(body: JsonObject, { groups, keep, clock }: OpenApiParts): JsonObject {
  const asked = toGroup.safeParse(body).data;
  if (!asked || !groups.includes(asked.recipient.group_id)) return refused(-201, 'group_id is invalid');
  const { group_id: group } = asked.recipient;
  const id = keep({ userId: group, kind: 'text', text: asked.message.text, buttons: [], cost: 'free' });
  return done({ message_id: id, group_id: group, sent_time: String(clock.now()) });
}

const page = z.object({
  offset: z.number().int().min(0).max(9951),
  count: z.number().int().min(1).max(50),
});

function listFollowers(body: JsonObject, people: People): JsonObject {
  const asked = page.safeParse(body).data;
  if (!asked) return refused(-201, 'offset or count is invalid');
  const all = people.followers();
  const users = all.slice(asked.offset, asked.offset + asked.count).map((id) => ({ user_id: id }));
  return done({ total: all.length, ...asked, users });
}

function lastInteraction(body: JsonObject, people: People): JsonObject {
  const { lastInteractionMs } = people.get(String(body['user_id'])) ?? {};
  return lastInteractionMs === undefined
    ? refused(-201, 'user_id is invalid')
    : done({ last_interaction: String(lastInteractionMs) });
}
