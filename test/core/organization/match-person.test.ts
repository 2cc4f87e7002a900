import { describe, expect, it } from 'vitest';
import { personId } from '../../../src/core/ids.ts';
import { matchPeople, type NamedPerson } from '../../../src/core/organization/match-person.ts';

const person = (id: number, name: string, unit: string): NamedPerson => ({
  id: personId(id),
  name,
  units: [unit],
  place: null,
  reportsFor: [],
  present: true,
});

const PEOPLE = [
  person(1, 'Trần Thị Lan', 'binh-minh'),
  person(2, 'Nguyễn Văn Lân', 'binh-minh'),
  person(3, 'Lê Thị Lan', 'tan-thuan'),
  person(4, 'Huỳnh Kim Chi', 'tan-thuan'),
  person(5, 'Phạm Văn Tư', 'binh-minh'),
  person(6, 'Đỗ Văn Tư', 'binh-minh'),
];

describe('whom a name can mean', () => {
  it.each([
    ['đ/c Lan', 'one', [1]],
    ['đồng chí Trần Thị Lan', 'one', [1]],
    ['chị Thị Lan', 'one', [1]],
    ['Lân', 'one', [2]],
    ['anh Tư', 'several', [5, 6]],
    ['chị Chi', 'several', [4]],
    ['Huỳnh Kim Chi', 'one', [4]],
    ['lê thị lan', 'one', [3]],
    ['huynh kim chi', 'one', [4]],
  ] as const)('"%s" means %s: %j', (words, kind, ids) => {
    const found = matchPeople(PEOPLE, words, ['binh-minh']);
    expect(found).toMatchObject({ kind, people: ids.map((id) => ({ id })) });
  });

  it.each(['đ/c Hùng', '', 'Lan Anh'])('"%s" means nobody', (words) => {
    expect(matchPeople(PEOPLE, words, ['binh-minh'])).toEqual({ kind: 'none' });
  });

  it('typed without marks may have any', () => {
    const [, lan] = PEOPLE;
    expect(matchPeople(lan ? [lan] : [], 'lan', ['binh-minh'])).toMatchObject({ kind: 'one' });
  });
});
