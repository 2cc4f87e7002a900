import { readChoice, type Verb } from '../conversation/choices.ts';
import type { FieldCode, ObligationId } from '../ids.ts';
import type { Field, FormDefinition, Values } from '../forms/definition.ts';
import type { ChoiceToken } from '../messages.ts';
import type { Style } from './habit.ts';
import { writeBare, writeValue } from './writing.ts';

export type HeardMessage = {
  readonly text: string;
  readonly tokens: readonly ChoiceToken[];
};

export type Said = { readonly text: string } | { readonly tap: ChoiceToken };

/** A report that a contact is at: what it is to say, and the slip that is still in it. */
export type Task = {
  readonly obligation: ObligationId;
  readonly form: FormDefinition;
  /** What the report is to hold in the end. */
  readonly values: Values;
  readonly style: Style;
  /** A field that was typed wrongly and is put right when the preview shows it. */
  readonly slip: FieldCode | undefined;
};

export type Reaction = {
  /** Undefined: nothing is left to say, or nothing that fits was offered. */
  readonly said: Said | undefined;
  readonly task: Task;
  /** What was heard is a question about the report, not its preview or the next field of the guided way. */
  readonly isQuestion: boolean;
};

/** What the contact does about the bot's answer. */
export function react(task: Task, heard: readonly HeardMessage[]): Reaction {
  const offered = heard.flatMap(({ tokens }) => tokens);
  const text = heard.map((message) => message.text).join('\n');
  const find = (...verbs: readonly Verb[]) =>
    offered.find((token) => verbs.some((verb) => readChoice(token)?.verb === verb));
  const say = (said: Said | undefined, isQuestion: boolean, next = task): Reaction => ({
    said,
    task: next,
    isQuestion,
  });

  const which = offered.find(
    (token) => readChoice(token)?.verb === 'pick' && readChoice(token)?.obligation === task.obligation,
  );
  if (which !== undefined) return say({ tap: which }, true);
  const guided = find('skip');
  if (guided !== undefined) return say(fieldAnswer(task, Number(readChoice(guided)?.arg), guided), false);
  if (find('answer') !== undefined) return say(questionAnswer(task, text, offered), true);
  const confirmed = find('usual', 'nilyes');
  if (confirmed !== undefined) return say({ tap: confirmed }, true);
  const send = find('send');
  if (send !== undefined) {
    const wrong = task.slip === undefined ? undefined : fieldOf(task, task.slip);
    if (!wrong) return say({ tap: send }, false);
    const repair = `à nhầm, ${writeValue(wrong, task.values[wrong.code], 'short')}`;
    return say({ text: repair }, false, { ...task, slip: undefined });
  }
  return find('gapfill') === undefined ? say(undefined, false) : say(gapAnswer(task, text), true);
}

function fieldAnswer(task: Task, position: number, skip: ChoiceToken): Said {
  const field = task.form.fields[position];
  const value = field && task.values[field.code];
  return value === undefined ? { tap: skip } : { text: writeBare(value) };
}

/** The field that the question names, said with its label; else "không có mục nào". */
function questionAnswer(task: Task, text: string, offered: readonly ChoiceToken[]): Said | undefined {
  const asked = namedIn(task, text);
  if (asked) return { text: writeValue(asked, task.values[asked.code], 'sentence') };
  const last = offered.at(-1);
  return last === undefined ? undefined : { tap: last };
}

/** What was left out and the question names. */
function gapAnswer(task: Task, text: string): Said {
  const missing = task.form.fields.filter((field) => field.required && text.includes(field.label));
  const said = missing.map((field) => writeValue(field, task.values[field.code], 'sentence')).join('; ');
  return { text: said };
}

/** Of the fields that the text names the one with the longest label: "Mô hình" stands in other labels too. */
function namedIn(task: Task, text: string): Field | undefined {
  const named = task.form.fields.filter(
    (field) => text.includes(field.label) && task.values[field.code] !== undefined,
  );
  return named.toSorted((one, other) => other.label.length - one.label.length)[0];
}

function fieldOf(task: Task, code: FieldCode): Field | undefined {
  return task.form.fields.find((field) => field.code === code);
}
