import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeScope } from '../../src/core/access/scope.ts';
import type { DigestFigures } from '../../src/core/digest/figures.ts';
import { fieldsFor, isFigure } from '../../src/core/forms/definition.ts';
import { WITH_NOTHING, withPreviousAlone } from '../../src/db/queries/comparisons.ts';
import { findSubject, type DigestSubject } from '../../src/db/queries/digest-subject.ts';
import { loadDigest, loadDigestPart } from '../../src/db/queries/figures.ts';
import { openOffice, type Office } from '../support/office.ts';

const OF = { form: 'tuan', body: 'ban-dan-van', period: '2017-W33' };

describe('a part of a digest says what the whole says', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  const whole = async () => {
    const digest = await loadDigest(office.db, officeScope(), OF);
    if (digest === undefined) throw new Error('there is no digest');
    return digest;
  };
  const subjectOf = async () => {
    const subject = await findSubject(office.db, OF);
    if (subject === undefined) throw new Error('there is no period');
    return subject;
  };

  it('of one indicator', async () => {
    const { figures, findings } = await whole();
    const subject = await subjectOf();
    expect(figures.indicators.length).toBeGreaterThan(3);
    for (const field of figuresOf(subject)) {
      const of = { fields: [field], asOf: undefined, withOutliers: true };
      const part = await loadDigestPart(office.db, officeScope(), subject, of);
      expect(part.figures.indicators).toEqual(figures.indicators.filter(({ code }) => code === field.code));
      expect(part.outliers).toEqual(findings.outliers.filter((one) => one.field === field.code));
    }
  });

  it('of all indicators beside the period before', async () => {
    const { figures } = await whole();
    const subject = await subjectOf();
    const part = await loadDigestPart(
      office.db,
      officeScope(),
      { ...subject, compared: withPreviousAlone(subject.compared) },
      { fields: figuresOf(subject), asOf: undefined, withOutliers: false },
    );
    expect(changesIn(part.figures)).toEqual(changesIn(figures));
    expect(figures.indicators.some(({ previous }) => previous !== null)).toBe(true);
  });

  it('of the units', async () => {
    const { figures, findings, names } = await whole();
    const subject = await subjectOf();
    const part = await loadDigestPart(
      office.db,
      officeScope(),
      { ...subject, compared: WITH_NOTHING },
      { fields: figuresOf(subject), asOf: undefined, withOutliers: true },
    );
    expect([...part.units]).toEqual(Object.keys(names.units));
    expect(part.outliers).toEqual(findings.outliers);
    expect(unitsIn(part.figures)).toEqual(unitsIn(figures));
  });
});

function figuresOf({ definition, body }: DigestSubject) {
  return fieldsFor(definition, body).filter(isFigure);
}

function changesIn({ indicators }: DigestFigures) {
  return indicators.map(({ code, total, previous, same_units, met }) => ({
    code,
    total,
    previous,
    same_units,
    met,
  }));
}

function unitsIn({ missing, late, expected, received, indicators }: DigestFigures) {
  const values = indicators.map(({ units, met }) => ({ units, met }));
  return { missing, late, expected, received, values };
}
