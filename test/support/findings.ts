import type { DigestFindings } from '../../src/core/digest/findings.ts';

/** A digest with nothing to say beside its figures. */
export const NO_FINDINGS: DigestFindings = {
  on_time: 0,
  units: [],
  outliers: [],
  nil_streaks: [],
  notes: [],
};
