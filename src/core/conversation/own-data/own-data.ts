import type { Channel } from '../../messages.ts';
import { readOwnValue } from '../../personal/own-value.ts';
import type { PersonalData } from '../../personal/personal-data.ts';
import { readPersonalWish, type OwnField, type PersonalWish } from '../../personal/words.ts';
import { choiceToken } from '../choices.ts';
import type { Context, PersonView } from '../context.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';
import { askErase, askWithdraw } from './leave-for-good.ts';

/** Wishes about what is kept of the person, or how they are reached; undefined for other words. */
export function onPersonalText(state: State, text: string, context: Context): Turn | undefined {
  const wish = readPersonalWish(text);
  const { person, looked } = context;
  if (!wish || !person || looked.kind !== 'own-data') return undefined;
  return onWish(state, wish, person, looked.data, context);
}

function onWish(
  state: State,
  wish: PersonalWish,
  person: PersonView,
  data: PersonalData,
  context: Context,
): Turn {
  switch (wish.kind) {
    case 'my-data':
      return aside(state, [{ kind: 'own-data', person, posts: context.posts, data, offers: [] }]);
    case 'export-data':
      return aside(
        state,
        [{ kind: 'own-data-export', person, posts: context.posts, data, offers: [] }],
        [{ kind: 'note-access', action: 'export-own-data', subject: `person ${person.id}` }],
      );
    case 'correct-data':
      return correct(state, wish.field, wish.value, context);
    case 'my-channels':
      return showChannels(state, data);
    case 'prefer-channel':
      return prefer(state, wish.channels, data);
    case 'withdraw-consent':
      return askWithdraw(data);
    case 'erase-data':
      return askErase();
  }
}

/** Done at once and audited. A name stands in reports and digests: the coordinators hear of a new one. */
function correct(state: State, field: OwnField, said: string, context: Context): Turn {
  const value = readOwnValue(field, said);
  const { person } = context;
  if (value === undefined || !person) return aside(state, [{ kind: 'own-data-unread', field, offers: [] }]);
  const told = field === 'name' && value !== person.name;
  return aside(
    state,
    [{ kind: 'own-data-corrected', field, value, told, offers: [] }],
    [
      { kind: 'correct-person', field, value },
      ...(told
        ? [
            {
              kind: 'notify',
              to: { kind: 'coordinators-of', person: person.id },
              key: `name ${person.id} ${context.now.toString()}`,
              reply: {
                kind: 'name-corrected-told',
                before: person.name,
                after: value,
                places: [...new Set(context.posts.map(({ place }) => place))],
                offers: [],
              },
            } as const,
          ]
        : []),
    ],
  );
}

/** With a button for each that could go first instead. */
function showChannels(state: State, { channels, preferred }: PersonalData): Turn {
  const others = channels.length < 2 ? [] : channels.filter(({ channel }) => channel !== preferred);
  return aside(state, [
    {
      kind: 'own-channels',
      channels,
      preferred,
      offers: others.map(({ channel }) => [
        { token: choiceToken('prefer', null, channel), label: { kind: 'prefer', channel } },
      ]),
    },
  ]);
}

function prefer(state: State, wanted: readonly Channel[], data: PersonalData): Turn {
  const linked = data.channels.find(({ channel }) => wanted.includes(channel));
  if (!linked) return aside(state, [{ kind: 'channel-not-linked', channels: data.channels, offers: [] }]);
  const { channel } = linked;
  return aside(
    state,
    [{ kind: 'channel-preferred', channel, offers: [] }],
    [{ kind: 'prefer-channel', channel }],
  );
}

/** [Ưu tiên Zalo], also a week later; undefined where nothing was looked up for it. */
export function tapPreferred(state: State, arg: string, { looked }: Context): Turn | undefined {
  if (looked.kind !== 'own-data') return undefined;
  const found = looked.data.channels.find(({ channel }) => channel === arg);
  return prefer(state, found ? [found.channel] : [], looked.data);
}
