import type { Problem } from '../errors.ts';
import type { Field, FormDefinition } from './definition.ts';
import { formatPath } from './faults.ts';
import { findNeighbour, findSmallMeaning } from './neighbours.ts';
import { findReservedClash } from './reserved-words.ts';
import { bareKey, exactKey, words } from './spelling.ts';

export type Findings = { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

type Spelling = {
  readonly field: Field;
  readonly text: string;
  readonly path: string;
  readonly isLabel: boolean;
};

/**
 * Words that could mean two things. The same word for two fields, or a word that already says something else, is a fault; words
 * that are equal only without diacritics are a warning, because those who type diacritics are understood; so is a label that says
 * something else, because few type it.
 */
export function checkAliases(form: FormDefinition, root: readonly PropertyKey[]): Findings {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const spellings = form.fields.flatMap((field, index) => spellingsOf(field, [...root, 'fields', index]));
  const taken = new Set(spellings.map((spelling) => bareKey(spelling.text)));
  const proposed = new Map<Field, string>();
  const exact = new Map<string, Field>();
  const bare = new Map<string, Field>();
  for (const { field, text, path, isLabel } of spellings) {
    const clash = findReservedClash(text);
    const sameWord = exact.get(exactKey(text));
    const sameLetters = bare.get(bareKey(text));
    // Worked out where it is printed: what is proposed for one field is not free for another.
    const instead = () => {
      const remedy = proposed.get(field) ?? propose(field, taken);
      proposed.set(field, remedy);
      return remedy;
    };
    if (!/\p{L}/u.test(text)) {
      problems.push({ path, message: `“${text}” không có chữ nên lẫn với số liệu; ${instead()}` });
    } else if (sameWord !== undefined && sameWord !== field) {
      problems.push({
        path,
        message: `“${text}” đã dùng cho mục ${sameWord.code} (${sameWord.label}); ${instead()}`,
      });
    } else if (clash?.sure === true && !isLabel) {
      problems.push({ path, message: `“${text}” đã có nghĩa riêng (${clash.meaning}); ${instead()}` });
    } else if (sameLetters !== undefined && sameLetters !== field) {
      const message = `“${text}” gõ không dấu sẽ trùng với mục ${sameLetters.code} (${sameLetters.label}); ${instead()}`;
      warnings.push({ path, message });
    } else if (clash !== undefined) {
      warnings.push({ path, message: `“${text}” dễ lẫn với ${clash.meaning}; ${instead()}` });
    } else if (!isLabel && findSmallMeaning(text) !== undefined) {
      warnings.push({ path, message: `“${text}” dễ lẫn với ${findSmallMeaning(text)}; ${instead()}` });
    } else {
      const near = nearestOf({ field, text, path, isLabel }, spellings);
      if (near !== undefined) warnings.push({ path, message: `“${text}” ${near}; ${instead()}` });
    }
    if (!exact.has(exactKey(text))) exact.set(exactKey(text), field);
    if (!bare.has(bareKey(text))) bare.set(bareKey(text), field);
  }
  return { problems, warnings };
}

/** The first word for an earlier field that this one is mistaken for, in words. */
function nearestOf({ field, text }: Spelling, spellings: readonly Spelling[]): string | undefined {
  for (const other of spellings) {
    if (other.field === field) return undefined;
    const near = findNeighbour(text, other.text);
    const whose = `“${other.text}” của mục ${other.field.code} (${other.field.label})`;
    if (near === 'one-letter') return `chỉ khác một chữ với ${whose}, gõ nhầm là lẫn`;
    if (near === 'with-counter') return `chỉ thêm hoặc bớt từ đếm so với ${whose}, khi nhắn dễ lẫn`;
  }
  return undefined;
}

function spellingsOf(field: Field, path: readonly PropertyKey[]): Spelling[] {
  return [
    { field, text: field.label, path: formatPath([...path, 'label']), isLabel: true },
    ...field.aliases.map((text, index) => ({
      field,
      text,
      path: formatPath([...path, 'aliases', index]),
      isLabel: false,
    })),
  ];
}

/** "nên dùng …": a short form of the field's own label that nothing else uses and that is not mistaken for anything; `taken` grows by it. */
function propose(field: Field, taken: Set<string>): string {
  const free = candidates(field.label).find(
    (text) => !taken.has(bareKey(text)) && !findReservedClash(text) && findSmallMeaning(text) === undefined,
  );
  if (free === undefined) return 'xin chọn từ khác';
  taken.add(bareKey(free));
  return `nên dùng “${free}”`;
}

/** "Kiến nghị, đề xuất" → knđx, kiến nghị, kn đề xuất, kiến nghị đề xuất, kiến nđx … */
function candidates(label: string): string[] {
  const all = words(label);
  const [firstClause = ''] = label.split(/[,;:(]/);
  const [first = '', ...others] = all;
  return [
    all.length > 2 ? initials(all) : '',
    words(firstClause).join(' '),
    `${initials(all.slice(0, 2))} ${all.slice(2).join(' ')}`.trim(),
    all.join(' '),
    `${first} ${initials(others)}`.trim(),
    all.slice(0, 2).join(' '),
    all.slice(-2).join(' '),
  ].filter((text) => text.length > 1);
}

function initials(list: readonly string[]): string {
  return list.map((word) => word.charAt(0)).join('');
}
