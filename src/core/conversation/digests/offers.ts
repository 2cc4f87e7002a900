import { joinKeys, type DigestKey } from '../../digest/digest-key.ts';
import type { Offers } from '../../replies.ts';
import { templateKey } from '../../templates/template-key.ts';
import type { ReceiverTemplate } from '../../templates/template.ts';
import { choiceToken } from '../choices.ts';
import type { DigestView } from '../context.ts';
import { placeToken } from './place.ts';

/** What stands under digests, whether somebody asked for them or they were sent: about all of them that a button can name. */
export function digestOffers(digests: readonly Pick<DigestView, 'key'>[]): Offers {
  const keys = joinKeys(digests.flatMap(({ key }) => key ?? []));
  if (keys === '') return [];
  return [
    [
      { token: choiceToken('fileword', null, keys), label: 'file-word' },
      { token: choiceToken('fileexcel', null, keys), label: 'file-excel' },
      { token: choiceToken('filepicture', null, keys), label: 'file-picture' },
    ],
  ];
}

/** The receivers' own workbooks about a period, as far as a button can name them; the others are asked for by their codes. */
export function templateOffers(
  period: string,
  templates: readonly Pick<ReceiverTemplate, 'code' | 'name'>[],
): Offers {
  return templates.flatMap(({ code, name }): Offers => {
    const key = templateKey(period, code);
    if (key === undefined) return [];
    return [[{ token: choiceToken('filetemplate', null, key), label: { kind: 'template', name } }]];
  });
}

/** What stands under one digest, whether somebody asked for it or it was sent. `reminds`: the reader may have those reminded who owe. */
export function detailOffers({ key }: Pick<DigestView, 'key'>, reminds: boolean): Offers {
  if (key === undefined) return [];
  return [
    [
      { token: placeToken({ kind: 'owing', key, page: 1 }), label: 'digest-owing' },
      ...(reminds ? [{ token: placeToken({ kind: 'remind', key }), label: 'remind-now' } as const] : []),
    ],
    [
      { token: placeToken({ kind: 'units', key, below: null, page: 1 }), label: 'digest-units' },
      { token: placeToken({ kind: 'fields', key, page: 1 }), label: 'digest-fields' },
    ],
  ];
}

/** What stands under several digests in one message: each leads to its digest alone, with all that stands under that. */
export function digestOpener({
  key,
  names,
}: Pick<DigestView, 'names'> & { readonly key: DigestKey }): Offers {
  const label = { kind: 'digest', formName: names.form, period: names.period } as const;
  return [[{ token: placeToken({ kind: 'digest', key }), label }]];
}
