import type { Field } from '../forms/definition.ts';

/** Label and aliases as a person would write them: also without explanations in brackets. */
export function writtenNames(field: Field): string[] {
  const names = [field.label, ...field.aliases].flatMap((name) => [name, name.replace(/\([^)]*\)/g, ' ')]);
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
}
