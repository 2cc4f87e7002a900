import type { About, Offers, Reply } from '../../src/core/replies.ts';
import type { ExemptionReply } from '../../src/core/replies/exemption.ts';

/** The samples of replies about exemptions, at their longest. */
export function exemptionReplies(
  about: About,
  long: string,
): { readonly [Kind in ExemptionReply['kind']]: readonly Reply[] } {
  const offers: Offers = [];
  const by = `Nguyễn ${'Thị Thanh '.repeat(6)}Trúc`;
  const reason = long.slice(0, 200);
  const wish = { kind: 'exempt', reason } as const;
  const preview = { kind: 'exemption-preview', about, wish, sent: false, offers } as const;
  const refused = { kind: 'exemption-refused', about, offers } as const;
  return {
    'exemption-preview': [preview, { ...preview, sent: true }, { ...preview, wish: { kind: 'withdraw' } }],
    'exemption-reason': [{ kind: 'exemption-reason', about, offers }],
    'which-exemption': [{ kind: 'which-exemption', duties: [about], offers }],
    'exemption-decided': [
      { kind: 'exemption-decided', about, exempt: true, offers },
      { kind: 'exemption-decided', about, exempt: false, offers },
    ],
    'exemption-refused': [
      { ...refused, refusal: { kind: 'exempt-already', reason } },
      ...(['no-reason', 'long-reason', 'not-exempt', 'unit-ended'] as const).map((kind): Reply => ({
        ...refused,
        refusal: { kind },
      })),
    ],
    'nothing-to-exempt': [{ kind: 'nothing-to-exempt', offers }],
    'exemption-dropped': [{ kind: 'exemption-dropped', offers }],
    exempted: [
      { kind: 'exempted', about, by, reason, sent: true, offers },
      { kind: 'exempted', about, by: null, reason, sent: false, offers },
    ],
    'exemption-withdrawn': [
      { kind: 'exemption-withdrawn', about, by, sent: true, offers },
      { kind: 'exemption-withdrawn', about, by: null, sent: false, offers },
    ],
  };
}
