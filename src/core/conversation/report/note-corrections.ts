import { labelPart, type LabelPart } from '../../dictionary/label-part.ts';
import type { Effect } from '../../effects.ts';
import { isRatio, type Value } from '../../forms/definition.ts';
import { sameValue } from '../../forms/values.ts';
import type { FieldCode } from '../../ids.ts';
import type { Context, Duty } from '../context.ts';
import type { Draft } from './draft.ts';
import { findDuty } from '../duties.ts';
import type { Turn } from '../turn.ts';

/**
 * Notes what words that were quoted back turned out to mean: a field that in this turn got the very figures of the piece ("hgxc
 * 5/6", then "hòa giải 5/6" or a tap on [Hòa giải]). Where two fields or two pieces have the figures, nothing is noted.
 */
export function noteCorrections(said: Turn, context: Context): Turn {
  const noted = said.effects.flatMap((effect) => {
    const duty = effect.kind === 'save-draft' ? findDuty(context, effect.obligation) : undefined;
    return effect.kind === 'save-draft' && duty?.draft ? settled(duty, duty.draft, effect.draft) : [];
  });
  return noted.length === 0 ? said : { ...said, effects: [...said.effects, ...noted] };
}

function settled(duty: Duty, before: Draft, after: Draft): readonly Effect[] {
  // Words about people who complained teach nothing, nor do those of a coordinator who enters for the unit.
  if ((before.personal ?? []).length > 0 || duty.entrusted) return [];
  const parts = before.unclear.flatMap((piece) => labelPart(piece) ?? []);
  const changed = Object.entries(after.values).filter(
    ([code, value]) => !sameValue(before.values[code] ?? null, value),
  );
  return parts.flatMap((part): Effect[] => {
    const isAlone = parts.filter((other) => hasFigures(part, other.figures)).length === 1;
    const [field, ...more] = changed.filter(([, value]) => hasFigures(part, figuresOf(value)));
    if (!isAlone || !field || more.length > 0) return [];
    return [note(duty, part.words, field[0])];
  });
}

function note(duty: Duty, words: string, field: FieldCode): Effect {
  const { obligation } = duty;
  return { kind: 'note-correction', unit: duty.unit.code, form: duty.form.code, obligation, words, field };
}

function figuresOf(value: Value): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && 'part' in value && isRatio(value) ? [value.part, value.whole] : [];
}

function hasFigures({ figures }: LabelPart, others: readonly number[]): boolean {
  return others.length === figures.length && others.every((figure, index) => figure === figures[index]);
}
