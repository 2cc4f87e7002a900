import type { DigestView } from '../core/conversation/context.ts';
import { plain, WEIGHT, type DigestLine } from './digest-line.ts';
import { fieldName, nounOf, unitName } from './digest-names.ts';
import { quotable, sourced } from './opinions.ts';
import { clip, onOneLine } from './screen.ts';
import { listNames } from './unit-names.ts';

export const EXPLANATIONS = 'Giải trình';

const LONGEST_QUOTE = 160;
const MOST_UNITS = 3;

/** Footnotes: what units answered when they were asked about a figure. */
export function explanationLines(view: DigestView): readonly DigestLine[] {
  const { explanations = [], period } = view.figures;
  return explanations.map(({ unit, period: of, field, text }) => {
    const when = of === period || view.findings.parts?.includes(of) ? '' : ' kỳ trước';
    const about = `${unitName(view, unit)}, ${fieldName(view, field)}${when}`;
    return plain([`• ${about}: “${clip(onOneLine(text), LONGEST_QUOTE)}”`], EXPLANATIONS, WEIGHT.explanation);
  });
}

/** Units that wrote the same share a line. */
export function opinionLines(view: DigestView): readonly DigestLine[] {
  const noun = nounOf(view);
  const fields = Map.groupBy(sourced(view), ({ field }) => field);
  return [...fields].flatMap(([field, opinions]) =>
    opinions.map(({ text, units, times }, index): DigestLine => {
      const who = listNames(
        units.map((unit) => unitName(view, unit)),
        MOST_UNITS,
        noun,
      );
      return {
        ...plain(
          [`• ${who}: “${clip(quotable(onOneLine(text)), LONGEST_QUOTE)}”${times}`],
          fieldName(view, field),
          index === 0 ? WEIGHT.firstOpinion : WEIGHT.opinion,
        ),
        opinions: units.length,
      };
    }),
  );
}
