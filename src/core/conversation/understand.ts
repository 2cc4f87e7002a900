import type { FieldCode } from '../ids.ts';
import { parse } from '../parsing/parse.ts';
import type { Understanding } from '../parsing/understanding.ts';
import type { Context, Duty } from './context.ts';

/** What a message says in the words of the duty's form. `openField`: the field that a bare value would be for. */
export function understand(
  context: Pick<Context, 'now' | 'zone'>,
  duty: Duty,
  text: string,
  openField?: FieldCode,
): Understanding {
  const today = context.now.toZonedDateTimeISO(context.zone).toPlainDate();
  return parse(text, duty.form, openField === undefined ? { today } : { openField, today });
}
