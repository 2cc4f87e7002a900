import { Temporal } from 'temporal-polyfill';
import { obligationId, type ObligationId } from '../../ids.ts';
import type { ChoiceToken } from '../../messages.ts';
import { choiceToken, type Choice } from '../choices.ts';

const MINUTE_MS = 60_000;
const RADIX = 36;
/** What a token carries beside its first report. */
const LONGEST_ARG = 32;

/** Asks when to remind again of these reports: as many as a token holds, those that are due first. */
export function snoozeToken(obligations: readonly ObligationId[]): ChoiceToken {
  const [first = null, ...others] = obligations;
  return choiceToken('snooze', first, joined(others.map(inShort)));
}

/** Reminds again of these reports at that minute: the same tap is the same wish, whenever it comes. */
export function snoozeUntilToken(obligations: readonly ObligationId[], until: Temporal.Instant): ChoiceToken {
  const [first = null, ...others] = obligations;
  const minute = Math.ceil(until.epochMilliseconds / MINUTE_MS).toString(RADIX);
  return choiceToken('snoozeuntil', first, joined([minute, ...others.map(inShort)]));
}

/** The reports that the button of a reminder is about. */
export function readSnooze({ obligation, arg }: Choice): readonly ObligationId[] {
  return withFirst(obligation, parts(arg));
}

/** Undefined for a token that names no moment. */
export function readSnoozeUntil({
  obligation,
  arg,
}: Choice): { readonly obligations: readonly ObligationId[]; readonly until: Temporal.Instant } | undefined {
  const [minute, ...others] = parts(arg);
  if (minute === undefined) return undefined;
  const until = Temporal.Instant.fromEpochMilliseconds(minute * MINUTE_MS);
  return { obligations: withFirst(obligation, others), until };
}

function withFirst(first: ObligationId | null, others: readonly number[]): readonly ObligationId[] {
  return first === null ? [] : [first, ...others.map(obligationId)];
}

/** Letters beyond what a token of ours holds are somebody's own making. */
function parts(arg: string): readonly number[] {
  const shapes = arg === '' ? [] : arg.split('-');
  return shapes.every((part) => /^[\da-z]{1,8}$/.test(part))
    ? shapes.map((part) => parseInt(part, RADIX))
    : [];
}

function inShort(obligation: ObligationId): string {
  return obligation.toString(RADIX);
}

function joined(names: readonly string[]): string {
  return names.reduce((all, name) => {
    const longer = all === '' ? name : `${all}-${name}`;
    return longer.length <= LONGEST_ARG ? longer : all;
  }, '');
}
