import type { Field, FormDefinition } from '../forms/definition.ts';
import { bareKey } from '../forms/spelling.ts';
import { PHRASES } from '../parsing/vocabulary.ts';

/**
 * Messages made from the form itself, so that an office without a past has something to replay a change on: every name of every
 * field in the usual ways of writing, each beside the next field, and every phrase of the vocabulary alone and with a number.
 */
export function generatedCorpus(form: FormDefinition): readonly string[] {
  const messages = form.fields.flatMap((field, index) => {
    const next = form.fields[(index + 1) % form.fields.length] ?? field;
    return [field.label, ...field.aliases].flatMap((name) => [
      ...stylesOf(name, valueOf(field)),
      `${name} ${valueOf(field)}, ${next.aliases[0] ?? next.label} ${valueOf(next)}`,
    ]);
  });
  const phrases = PHRASES.flatMap(([, written]) => written.split('|')).flatMap((phrase) => [
    phrase,
    `${phrase} 3`,
  ]);
  return [...new Set([...messages, ...phrases])];
}

function stylesOf(name: string, value: string): readonly string[] {
  return [
    `${name} ${value}`,
    `${name}: ${value}`,
    `${name}=${value}`,
    `${name}${value}`,
    `${value} ${name}`,
    `${name.toUpperCase()} ${value}`,
    `${bareKey(name)} ${value}`,
    `${name} không`,
    name,
  ];
}

function valueOf({ type, options }: Field): string {
  switch (type) {
    case 'ratio':
      return '5/7';
    case 'decimal':
      return '2,5';
    case 'choice':
      return options[0] ?? '';
    case 'date':
      return '20/8';
    case 'text':
    case 'list':
      return 'đường xấu';
    case 'integer':
      return '7';
  }
}
