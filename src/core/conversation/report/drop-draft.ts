import type { Effect } from '../../effects.ts';
import type { PersonId } from '../../ids.ts';
import type { Context, Duty } from '../context.ts';
import { aboutDuty, draftOf, itemsOf } from '../duties.ts';
import { NOTHING_OPEN, turn, type Turn } from '../turn.ts';

/** Drops what was drafted with its files; those who had a part in it are told. What was sent stays. */
export function dropDraft(duty: Duty, context: Context): Turn {
  const files = duty.files.flatMap((file) => (file.sent ? [] : [file.id]));
  return turn(
    NOTHING_OPEN,
    [{ kind: 'draft-dropped', about: aboutDuty(duty), offers: [] }],
    [
      { kind: 'discard-draft', obligation: duty.obligation },
      ...(files.length > 0 ? [{ kind: 'drop-files', files } as const] : []),
      ...tellAuthors(duty, context),
    ],
  );
}

function tellAuthors(duty: Duty, { person, now }: Context): readonly Effect[] {
  const draft = draftOf(duty);
  const authorOf = (code: string): PersonId | undefined => draft.by?.[code]?.person;
  const items = itemsOf(duty.form, draft);
  const authors = new Set(items.flatMap(({ field }) => authorOf(field.code) ?? []));
  return [...authors]
    .filter((author) => author !== person?.id)
    .map((author) => ({
      kind: 'notify',
      to: { kind: 'person', person: author },
      key: `draft dropped ${duty.obligation} ${now.toString()}`,
      reply: {
        kind: 'draft-dropped-told',
        about: aboutDuty(duty),
        by: person?.name ?? '',
        items: items.filter(({ field }) => authorOf(field.code) === author),
        offers: [],
      },
    }));
}
