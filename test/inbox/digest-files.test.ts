import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from '../support/digest-files.ts';
import { CONTACT, GOVERNMENT_LEADER, openOffice, PARTY_LEADER, type Office } from '../support/office.ts';
import { appointHead, HEAD } from '../support/sign-offs.ts';

/** Heads the whole district. */
const SUPERIOR = 'pham-hong-son';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
  await appointHead(office, 'tan-thuan');
});

afterAll(() => office.close());

const filesFor = async (person: string, words: string) => filesOf(office, await office.says(person, words));

describe('whoever sees digests', () => {
  it('gets the current ones of each body that they see', async () => {
    expect(await filesFor(PARTY_LEADER, '/word')).toEqual(['docx 2017-W33 ban-dan-van']);
    expect(await filesFor(SUPERIOR, 'xuất excel')).toEqual([
      'xlsx 2017-W33 ban-dan-van',
      'xlsx 2017-W33 ubnd',
    ]);
  });

  it('gets those of a period that is named, a longer one too', async () => {
    expect(await filesFor(PARTY_LEADER, '/anh tuần 32')).toEqual(['png 2017-W32 ban-dan-van']);
    expect(await filesFor(PARTY_LEADER, 'gửi word tháng trước ạ')).toEqual(['docx 2017-07 ban-dan-van']);
  });

  it('has nothing else changed by it, and is heard as before when the words go on otherwise', async () => {
    const [answer] = await office.says(PARTY_LEADER, 'word tuần 32 của xã Bình Minh');
    expect(answer?.text).toContain('/tonghop');
    expect(await filesOf(office, answer ? [answer] : [])).toEqual([]);
  });
});

describe('whoever sees none', () => {
  it('is told so, and gets no file', async () => {
    const [head] = await office.says(HEAD, '/word');
    expect(head?.text).toContain('trong phạm vi đồng chí được xem');
    const [contact] = await office.says(CONTACT, '/word');
    expect(
      await filesOf(
        office,
        [head, contact].flatMap((one) => one ?? []),
      ),
    ).toEqual([]);
  });
});

describe('the buttons', () => {
  it('under /tonghop mean its period, also later', async () => {
    await office.says(GOVERNMENT_LEADER, '/tonghop');
    await office.clock('2017-09-20T09:00:00+07:00');
    expect(await filesOf(office, await office.taps(GOVERNMENT_LEADER, 'Word'))).toEqual([
      'docx 2017-W33 ubnd',
    ]);
    await office.clock('2017-08-21T09:00:00+07:00');
  });

  it('under a digest that was sent mean it as it was sent, and another body’s leader gets nothing by them', async () => {
    await office.tick('2017-08-28T07:00:00+07:00');
    expect(await filesOf(office, await office.taps(PARTY_LEADER, 'Excel'))).toEqual([
      'xlsx 2017-W34 ban-dan-van as sent',
    ]);
    const token = (await office.heard(PARTY_LEADER))
      .flatMap(({ buttons }) => buttons)
      .findLast(({ text }) => text === 'Excel');
    for (const other of [GOVERNMENT_LEADER, SUPERIOR, CONTACT])
      expect(await filesOf(office, await office.tapsToken(other, token?.data ?? ''))).toEqual([]);
  });
});
