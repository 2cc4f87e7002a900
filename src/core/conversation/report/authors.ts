import { sameValue } from '../../forms/values.ts';
import type { FieldCode, ObligationId, PersonId } from '../../ids.ts';
import type { Reply } from '../../replies.ts';
import type { News } from '../../replies/news.ts';
import type { Context } from '../context.ts';
import type { Author, Draft } from './draft.ts';
import { draftOf, findDuty } from '../duties.ts';
import { fingerprint } from './fingerprint.ts';
import type { Turn } from '../turn.ts';

/** Notes whose values a draft holds, and tells a person which of those in a preview others entered. */
export function withAuthors(said: Turn, context: Context): Turn {
  return {
    ...said,
    effects: said.effects.map((effect) => {
      if (effect.kind !== 'save-draft') return effect;
      return { ...effect, draft: signed(effect.draft, effect.obligation, context) };
    }),
    replies: said.replies.map((reply) => withNews(reply, said, context)),
  };
}

/** A draft's content, and what was shown `beside` it, by a short name; who entered or told what is no part of what is confirmed. */
export function draftMark(draft: Draft, beside: readonly unknown[] = []): string {
  const { by: _, informant: __, ...content } = draft;
  return fingerprint(beside.length === 0 ? content : { ...content, beside });
}

function signed(draft: Draft, obligation: ObligationId, context: Context): Draft {
  const { person } = context;
  const duty = findDuty(context, obligation);
  if (!person || !duty) return draft;
  const before = draftOf(duty);
  const by = Object.keys(draft.values).flatMap((code): [FieldCode, Author][] => {
    if (!sameValue(before.values[code] ?? null, draft.values[code] ?? null))
      return [[code, { person: person.id, name: person.name }]];
    const author = before.by?.[code];
    return author ? [[code, author]] : [];
  });
  return { ...draft, by: Object.fromEntries(by) };
}

function withNews(reply: Reply, { state }: Turn, context: Context): Reply {
  const duty = 'obligation' in state.open ? findDuty(context, state.open.obligation) : undefined;
  if (reply.kind !== 'preview' || !duty?.draft) return reply;
  const { values, by = {} } = duty.draft;
  const news = new Map<PersonId, News>();
  for (const item of reply.items) {
    const { code } = item.field;
    const author = by[code];
    // What this very message replaced is the person's own.
    const stands = sameValue(values[code] ?? null, item.value);
    if (!author || !stands || author.person === context.person?.id) continue;
    const known = news.get(author.person)?.items ?? [];
    news.set(author.person, { name: author.name, items: [...known, item] });
  }
  return news.size === 0 ? reply : { ...reply, news: [...news.values()] };
}
