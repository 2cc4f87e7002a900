import { joinKeys } from '../../digest/digest-key.ts';
import type { Offers } from '../../replies.ts';
import { choiceToken } from '../choices.ts';
import type { DigestView } from '../context.ts';

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
