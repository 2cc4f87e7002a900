import type { Problem } from '../errors.ts';
import type { Field, FormDefinition } from './definition.ts';
import { formatPath } from './faults.ts';
import { exactKey } from './spelling.ts';

/** A form and where it stands in its file. */
export type PlacedForm = { readonly form: FormDefinition; readonly root: readonly PropertyKey[] };

/**
 * Fields that ask units of one kind for what a form before in the file, or one that is `stored` and not in the file, asks them already: the same code, or a label or other word that
 * is the same in the same words. One warning a field; nothing is guessed about other words of the same meaning.
 */
export function findOverlaps(
  forms: readonly PlacedForm[],
  stored: readonly FormDefinition[] = [],
): readonly Problem[] {
  const inFile = new Set(forms.map(({ form }) => form.code));
  const others = stored.filter(({ code }) => !inFile.has(code));
  return forms.flatMap(({ form, root }, index) => {
    const before = forms.slice(0, index).map((placed) => placed.form);
    const earlier = [...others, ...before].filter((other) => other.reporters.kind === form.reporters.kind);
    return form.fields.flatMap((field, place) => {
      const found = findAsked(field, earlier);
      if (!found) return [];
      const message = `mục “${field.label}” hỏi điều mà mẫu ${found.form} đã hỏi ở mục “${found.field.label}” (cùng “${found.word}”); đơn vị sẽ phải báo cáo hai lần`;
      return [{ path: formatPath([...root, 'fields', place]), message }];
    });
  });
}

function findAsked(
  field: Field,
  forms: readonly FormDefinition[],
): { readonly form: string; readonly field: Field; readonly word: string } | undefined {
  const own = new Map(namesOf(field).map((name) => [exactKey(name), name]));
  for (const form of forms) {
    for (const other of form.fields) {
      const shared = namesOf(other).find((name) => own.has(exactKey(name)));
      if (shared !== undefined) return { form: form.code, field: other, word: shared };
    }
  }
  return undefined;
}

/** The code first: where it is the same, it is the most certain sign. */
function namesOf({ code, label, aliases }: Field): readonly string[] {
  return [code, label, ...aliases];
}
