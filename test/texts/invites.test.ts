import { expect, it } from 'vitest';
import { plainText } from '../../src/core/messages.ts';
import { word } from '../../src/texts/word.ts';
import { inviteReplies } from '../support/invite-replies.ts';
import { ZONE } from '../support/conversation.ts';
import { moment } from '../support/extremes.ts';

it('an invite says how the person finds each channel in use, Zalo first, and can be forwarded', () => {
  const reply = inviteReplies()['invite-issued'].at(-1);
  if (!reply) throw new Error('no sample');
  const [message] = word(reply, { at: moment, zone: ZONE });
  expect(
    plainText(message?.text ?? [])
      .split('\n')
      .slice(1, 5),
  ).toEqual([
    'Mở Zalo, tìm OA “Dân vận Vĩnh Thuận” (https://zalo.me/2891003547118264975), gửi mã.',
    'Mở Zalo, tìm “BotDanVan”, gửi mã.',
    'Mở trên Telegram: https://t.me/haichieu?start=C7KPT4XNRH',
    'Rồi trả lời “Đồng ý”.',
  ]);
});
