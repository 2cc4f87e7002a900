import type { Temporal } from 'temporal-polyfill';
import type { Effect } from '../../effects.ts';
import type { PersonId } from '../../ids.ts';
import type { StandInAnswer, StandInRequest } from '../../organization/stand-in.ts';
import { readStandInAnswer } from '../../organization/stand-in-words.ts';
import type { Offer, Offers } from '../../replies.ts';
import { choiceToken, type Choice } from '../choices.ts';
import type { Context } from '../context.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';

type Asked = Pick<StandInRequest, 'asker' | 'from' | 'until'>;

/** Under the question whether the reader stands in. */
export function standInOffers(asker: PersonId, from: Temporal.PlainDate, until: Temporal.PlainDate): Offers {
  const offer = (answer: StandInAnswer): Offer => ({
    token: tokenOf({ asker, from, until }, answer),
    label: answer === 'agreed' ? 'stand-in-agree' : 'stand-in-decline',
  });
  return [[offer('agreed'), offer('declined')]];
}

function tokenOf(asked: Asked, answer: StandInAnswer) {
  return choiceToken(answer === 'agreed' ? 'standagree' : 'standdecline', null, argOf(asked));
}

/** The absence has no number yet when the question is put. */
function argOf({ asker, from, until }: Asked): string {
  return [asker, ...[from, until].map((day) => day.toString().replaceAll('-', ''))].join('-');
}

/** "Nhận làm thay", "không thay được"; undefined where the words mean nothing of the kind or nobody asked. */
export function onStandInText(state: State, text: string, context: Context): Turn | undefined {
  const { looked } = context;
  const said = readStandInAnswer(text);
  if (looked.kind !== 'stand-ins' || !said) return undefined;
  const waiting = looked.requests.filter(({ standing }) => standing === 'waits');
  const settled = looked.requests.filter(({ standing }) => standing === 'agreed' || standing === 'declined');
  if (!said.names && (waiting.length === 0 || state.open.kind !== 'nothing')) return undefined;
  const meant = waiting.length > 0 ? waiting : settled;
  const [only, ...more] = meant;
  if (!only) return undefined;
  return more.length > 0 ? which(state, meant, said.answer) : settle(state, only, said.answer, context);
}

/** [Xác nhận làm thay] and [Không thay được]; undefined where there is no such question. */
export function tapStandInAnswer(state: State, { verb, arg }: Choice, context: Context): Turn | undefined {
  const { looked } = context;
  if (looked.kind !== 'stand-ins') return undefined;
  const asked = looked.requests.find((request) => argOf(request) === arg);
  return asked && settle(state, asked, verb === 'standagree' ? 'agreed' : 'declined', context);
}

function which(state: State, requests: readonly StandInRequest[], answer: StandInAnswer): Turn {
  return aside(state, [
    {
      kind: 'which-stand-in-request',
      answer,
      offers: requests.map((request) => [
        {
          token: tokenOf(request, answer),
          label: { kind: 'person', name: request.name, place: request.place },
        },
      ]),
    },
  ]);
}

function settle(state: State, request: StandInRequest, answer: StandInAnswer, context: Context): Turn {
  const { absence, asker, name, place, from, until, standing } = request;
  const { person } = context;
  if (standing === 'over' || place === null || !person)
    return aside(state, [{ kind: 'stand-in-over', name, offers: [] }]);
  const noted = { kind: 'stand-in-noted', answer, name, place, from, until, offers: [] } as const;
  if (standing === answer) return aside(state, [noted]);
  const key = `stand-in ${absence} ${answer} ${context.now.toString()}`;
  const told = { by: person.name, answer, name, place, from, until, offers: [] } as const;
  const effects: readonly Effect[] = [
    { kind: answer === 'agreed' ? 'agree-stand-in' : 'decline-stand-in', absence },
    {
      kind: 'notify',
      to: { kind: 'person', person: asker },
      key,
      reply: { kind: 'stand-in-answered', ...told },
    },
    {
      kind: 'notify',
      to: { kind: 'coordinators-of', person: asker },
      key: `${key} coordinators`,
      reply: { kind: 'stand-in-answer-told', ...told },
    },
  ];
  return aside(state, [noted], effects);
}
