import type { Transaction } from '../db/connect.ts';
import { erasePerson, withdrawConsent } from '../db/queries/part-with-person.ts';
import { correctPerson, preferChannel } from '../db/queries/personal-data.ts';
import type { Of } from './families.ts';

/** What people decide about their own record. Strangers have none. */
export async function changeOwnData(
  tx: Transaction,
  acts: readonly Of<'withdraw-consent' | 'erase-person' | 'correct-person' | 'prefer-channel'>[],
  { zone }: { readonly zone: string },
): Promise<void> {
  for (const { scene, effect } of acts) {
    const { person, at, realNow } = scene;
    if (person === null) continue;
    switch (effect.kind) {
      case 'withdraw-consent':
        await withdrawConsent(tx, person, { at, realNow });
        break;
      case 'erase-person':
        await erasePerson(tx, person, { at, realNow, today: at.toZonedDateTimeISO(zone).toPlainDate() });
        break;
      case 'correct-person':
        await correctPerson(tx, person, effect.field, effect.value);
        break;
      case 'prefer-channel':
        await preferChannel(tx, person, effect.channel);
        break;
    }
  }
}
