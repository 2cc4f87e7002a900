import type { Context, Duty, SentReport, SignOffRequest } from '../../src/core/conversation/context.ts';
import { personId } from '../../src/core/ids.ts';
import { BINH_MINH, duty, FULL, sent } from './conversation.ts';
import { tuan } from './forms.ts';

/** The weekly form, with the head of each unit asked to sign off. */
export const signed: Duty['form'] = {
  ...tuan,
  signoff: { within: '8h', remind: '4h', otherwise: 'wait' },
};

/** The chairman of xã Bình Minh, for a context of his own. He reports nothing. */
export const CHAIRMAN = {
  person: { id: personId(7), code: 'le-van-hai', name: 'Lê Văn Hải', honorific: 'đồng chí' },
  posts: [{ role: 'superior', title: 'Chủ tịch', place: BINH_MINH.name, unit: BINH_MINH, body: null }],
  duties: [],
} as const satisfies Partial<Context>;

export const HEADS: Duty['heads'] = [{ person: personId(7), name: 'Lê Văn Hải', linked: true }];

/** A full report that waits for the chairman and was shown to him. */
export function waiting(
  changes: Partial<Duty> = {},
  report: Partial<SentReport> = {},
  shown = true,
): SignOffRequest {
  const state = { state: 'waiting' } as const;
  const stands = sent(FULL, { signOff: state, submittedBy: 'Võ Minh Nhựt', ...report });
  return { duty: duty({ form: signed, entrusted: true, heads: HEADS, sent: stands, ...changes }), shown };
}
