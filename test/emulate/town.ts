import { z } from 'zod';
import { PDF, PNG } from '../support/sample-files.ts';
import { zaloEvent, type ZaloBotApi } from '../support/zalo-bot-api.ts';
import type { ZaloOaApi } from '../support/zalo-oa-api.ts';
import { HOUR_MS } from '../support/zalo-oa/clock.ts';
import type { Cost } from '../support/zalo-oa/people.ts';

export const CHANNELS = ['zalo-bot', 'zalo-oa'] as const;
export type TownChannel = (typeof CHANNELS)[number];

/** One bubble of a chat. */
export type Line = {
  readonly from: 'person' | 'account';
  readonly text: string;
  readonly buttons: readonly string[];
  readonly cost?: Cost;
};

export type ChatState = {
  readonly id: string;
  readonly name: string;
  readonly channel: TownChannel;
  readonly lines: readonly Line[];
  /** Hours since the last interaction, on the channel that counts them. */
  readonly idleHours?: number;
  /** Undefined on the free bot, which knows no followers. */
  readonly isFollower?: boolean;
};

/** What somebody does on their phone. */
export const gesture = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text: z.string().trim().min(1).max(2000) }),
  z.object({ do: z.literal('tap'), title: z.string() }),
  z.object({ do: z.literal('photo'), caption: z.string().max(2000) }),
  z.object({ do: z.literal('document') }),
  z.object({ do: z.literal('follow') }),
  z.object({ do: z.literal('unfollow') }),
]);
export type Gesture = z.infer<typeof gesture>;

/** People with Zalo on their phones, who write to the bot or the account. */
export type Town = {
  add(channel: TownChannel, name: string): ChatState;
  /** False: there is nobody of that id. Throws where the platform refuses: the free bot has no room for another person. */
  act(id: string, what: Gesture): Promise<boolean>;
  chats(): readonly ChatState[];
};

type Resident = {
  readonly id: string;
  readonly name: string;
  readonly channel: TownChannel;
  readonly lines: Line[];
  /** Messages of the account that `lines` holds. */
  seen: number;
};

export function createTown(bot: ZaloBotApi, oa: ZaloOaApi): Town {
  const residents: Resident[] = [];

  function incoming({ id, channel }: Resident): readonly Line[] {
    if (channel === 'zalo-bot')
      return bot.messages(id).map((text) => ({ from: 'account', text, buttons: [] }));
    return oa.sent(id).map(({ text, kind, buttons, cost }) => ({
      from: 'account',
      text: kind === 'text' ? text : `[${KINDS[kind]}] ${text}`.trim(),
      buttons: buttons.map(({ title }) => title),
      cost,
    }));
  }

  /** What came meanwhile stands before what is said next. */
  function catchUp(resident: Resident): void {
    const all = incoming(resident);
    resident.lines.push(...all.slice(resident.seen));
    resident.seen = all.length;
  }

  function stateOf(resident: Resident): ChatState {
    catchUp(resident);
    const { id, name, channel, lines } = resident;
    const known = channel === 'zalo-oa' ? oa.people.get(id) : undefined;
    const last = known?.lastInteractionMs;
    return {
      id,
      name,
      channel,
      lines,
      ...(channel === 'zalo-oa' && { isFollower: known?.isFollower ?? false }),
      ...(last !== undefined && { idleHours: (oa.clock.now() - last) / HOUR_MS }),
    };
  }

  function happening({ id, channel }: Resident, what: Gesture): Promise<unknown> {
    const isBot = channel === 'zalo-bot';
    switch (what.do) {
      case 'say':
        return isBot ? bot.say(id, what.text) : oa.say(id, what.text);
      case 'tap':
        return oa.tap(id, what.title);
      case 'photo': {
        const url = bot.keepPhoto(`${id}-${Date.now()}.png`, PNG);
        return isBot
          ? bot.happen(zaloEvent('image', id, { photo: url, caption: what.caption }))
          : oa.happen(oa.events.attachment('image', id, { url, thumbnail: url }, what.caption));
      }
      case 'document': {
        if (isBot) return bot.happen(zaloEvent('unsupported', id, {}));
        const url = bot.keepPhoto(`${id}-${Date.now()}.pdf`, PDF);
        const document = { name: 'bao-cao.pdf', size: String(PDF.length), checksum: '', url };
        return oa.happen(oa.events.attachment('file', id, document));
      }
      case 'follow':
        return isBot ? Promise.resolve() : oa.happen(oa.events.follow(id));
      case 'unfollow':
        return isBot ? Promise.resolve() : oa.happen(oa.events.unfollow(id));
    }
  }

  return {
    add(channel, name) {
      const resident = { id: String(7000 + residents.length), name, channel, lines: [], seen: 0 };
      residents.push(resident);
      if (channel === 'zalo-oa') oa.people.set(resident.id, { name });
      return stateOf(resident);
    },
    async act(id, what) {
      const resident = residents.find((one) => one.id === id);
      if (!resident) return false;
      catchUp(resident);
      const done = happening(resident, what);
      resident.lines.push({ from: 'person', text: wordsOf(what), buttons: [] });
      await done;
      return true;
    },
    chats: () => residents.map(stateOf),
  };
}

const KINDS = { image: 'Ảnh', file: 'Tệp', 'ask info': 'Xin thông tin', template: 'Tin mẫu' } as const;

function wordsOf(what: Gesture): string {
  switch (what.do) {
    case 'say':
      return what.text;
    case 'tap':
      return `[Bấm] ${what.title}`;
    case 'photo':
      return `[Ảnh] ${what.caption}`.trim();
    case 'document':
      return '[Tệp] bao-cao.pdf';
    case 'follow':
      return '[Quan tâm OA]';
    case 'unfollow':
      return '[Bỏ quan tâm OA]';
  }
}
