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
  return {
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
