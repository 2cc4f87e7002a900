import { describe, expect, it } from 'vitest';
import { personId } from '../../../src/core/ids.ts';
import { coverAbsent, type Away } from '../../../src/core/reminders/cover-absent.ts';

const [lan, minh, tu] = [personId(1), personId(2), personId(3)];
const everyone = () => true;
const away = (standIn: Away['standIn'] = null) => [{ person: lan, name: 'Lan', standIn }];
const awayOf = (list: readonly Away[]) => (person: typeof lan) => list.find((one) => one.person === person);

describe('the people reminded while a contact is away', () => {
  it('are the same when nobody is', () => {
    expect(coverAbsent([lan, minh], awayOf([]), everyone)).toEqual({
      contacts: [lan, minh],
      standsIn: new Map(),
    });
  });

  it('are the other contacts', () => {
    expect(coverAbsent([lan, minh], awayOf(away()), everyone).contacts).toEqual([minh]);
  });

  it('are the stand-in where there is no other, and it is known for whom', () => {
    expect(coverAbsent([lan], awayOf(away(tu)), everyone)).toEqual({
      contacts: [tu],
      standsIn: new Map([[tu, 'Lan']]),
    });
  });

  it('are the person as before where nobody else can be reached', () => {
    expect(coverAbsent([lan], awayOf(away()), everyone).contacts).toEqual([lan]);
    expect(coverAbsent([lan], awayOf(away(tu)), (person) => person !== tu).contacts).toEqual([lan]);
    expect(coverAbsent([lan, minh], awayOf(away()), () => false).contacts).toEqual([lan, minh]);
  });

  it('are no stand-in who is away too', () => {
    const both = [...away(tu), { person: tu, name: 'Tư', standIn: null }];
    expect(coverAbsent([lan], awayOf(both), everyone).contacts).toEqual([lan]);
  });
});
