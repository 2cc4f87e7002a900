import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../platform-http.ts';
import type { OaMessage } from './people.ts';

export type OaEvent = JsonObject;

export type OaEvents = {
  /** `user_send_text`: what somebody typed, or the payload of the button that they tapped. */
  text(userId: string, text: string): OaEvent;
  /** `user_send_image` and its kin, with one attachment. */
  attachment(kind: string, userId: string, payload: JsonObject, text?: string): OaEvent;
  follow(userId: string): OaEvent;
  unfollow(userId: string): OaEvent;
  /** `user_click_chatnow`: somebody opened the chat. */
  opened(userId: string): OaEvent;
  submitted(userId: string, info: JsonObject): OaEvent;
  /** `oa_send_…`: our own message comes back. */
  echo(message: OaMessage): OaEvent;
  /** `sentTo`: the phone number and tracking id of a template that went by phone. */
  received(message: OaMessage, sentTo?: { readonly phone: string; readonly trackingId: string }): OaEvent;
  /** `change_template_status` */
  templateChanged(id: string, status: string, reason?: string): OaEvent;
  seen(userId: string, messages: readonly OaMessage[]): OaEvent;
};

/** Events as the platform words them. Their times are real times in milliseconds, as text. */
export function oaEvents(appId: string, oaId: string): OaEvents {
  const stamped = (name: string, fields: JsonObject): OaEvent => ({
    app_id: appId,
    event_name: name,
    timestamp: String(Date.now()),
    ...fields,
  });
  const fromUser = (name: string, userId: string, fields: JsonObject): OaEvent =>
    stamped(name, {
      user_id_by_app: `app-${userId}`,
      sender: { id: userId },
      recipient: { id: oaId },
      ...fields,
    });
  const fromAccount = (name: string, userId: string, fields: JsonObject): OaEvent =>
    stamped(name, {
      user_id_by_app: `app-${userId}`,
      sender: { id: oaId },
      recipient: { id: userId },
      ...fields,
    });
  const following = (name: string, userId: string): OaEvent =>
    stamped(name, {
      oa_id: oaId,
      user_id_by_app: `app-${userId}`,
      follower: { id: userId },
      source: 'oa_profile',
    });
  return {
    text: (userId, text) => fromUser('user_send_text', userId, { message: { text, msg_id: newMessageId() } }),
    attachment: (kind, userId, payload, text) =>
      fromUser(`user_send_${kind}`, userId, {
        message: {
          ...(text !== undefined && { text }),
          msg_id: newMessageId(),
          attachments: [{ type: kind, payload }],
        },
      }),
    follow: (userId) => following('follow', userId),
    unfollow: (userId) => following('unfollow', userId),
    opened: (userId) => stamped('user_click_chatnow', { oa_id: oaId, user_id: userId }),
    submitted: (userId, info) => fromUser('user_submit_info', userId, { info }),
    echo: ({ id, userId, kind, text }) =>
      fromAccount(`oa_send_${ECHOES[kind]}`, userId, { message: { text, msg_id: id } }),
    received: ({ id, userId }, sentTo) =>
      fromAccount('user_received_message', sentTo?.phone ?? userId, {
        message: {
          msg_id: id,
          delivery_time: String(Date.now()),
          ...(sentTo && { tracking_id: sentTo.trackingId }),
        },
      }),
    templateChanged: (id, status, reason) =>
      stamped('change_template_status', {
        oa_id: oaId,
        template_id: id,
        status: { prev_status: 'PENDING_REVIEW', new_status: status },
        ...(reason !== undefined && { reason }),
      }),
    seen: (userId, messages) =>
      fromAccount('user_seen_message', userId, { message: { msg_ids: messages.map(({ id }) => id) } }),
  };
}

const ECHOES: Readonly<Record<OaMessage['kind'], string>> = {
  text: 'text',
  image: 'image',
  file: 'file',
  'ask info': 'list',
  template: 'template',
};

export function newMessageId(): string {
  return randomBytes(10).toString('hex');
}
