import type { Button } from '../../core/messages.ts';
import { readChoice } from '../../core/conversation/choices.ts';
import type { ChoiceToken } from '../../core/messages.ts';

/** Zalo's limits of a message with buttons. */
export const MAX_BUTTONS = 5;
const MAX_TITLE_LENGTH = 100;

/** A tap comes back as a text that says this: a sign that nobody begins a word with, then the token. */
const SIGN = '#';

/** The ways in which sources wrap buttons; which one is right shows on the first real account. */
export const SHAPES = ['beside', 'inside'] as const;
export type Shape = (typeof SHAPES)[number];

/** A message's `message` for the API, with these buttons. */
export function buttonMessage(text: string, buttons: readonly Button[], shape: Shape) {
  const shown = buttons.map((button) => ({
    title: button.text.slice(0, MAX_TITLE_LENGTH),
    type: 'oa.query.hide',
    payload: SIGN + button.token,
  }));
  return shape === 'beside'
    ? { text, attachment: { type: 'template', payload: { buttons: shown } } }
    : { attachment: { type: 'template', payload: { template_type: 'button', text, buttons: shown } } };
}

/** The button of ours that a text comes from; undefined: somebody typed it. */
export function tappedToken(text: string): ChoiceToken | undefined {
  const token = text.startsWith(SIGN) ? text.slice(SIGN.length) : undefined;
  return token !== undefined && readChoice(token) ? token : undefined;
}
