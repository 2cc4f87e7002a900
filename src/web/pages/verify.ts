import { html } from 'hono/html';
import type { CheckedSeal } from '../../core/receipts/check-seal.ts';
import { describeDocument, nameOfReport, VERIFY, wordFinding, wordVerdict } from '../../texts/verify.ts';
import { linkedPage, type Html } from './frame.ts';

export const VERIFY_STYLE_PATH = '/kiem-tra.css';

const page = (title: string, body: Html): Html => linkedPage(title, VERIFY_STYLE_PATH, body);

/** Whether a document fits the database. `comparesHash`: the reader is to compare the hash, which the address did not hold. */
export function verifiedPage(
  checked: CheckedSeal,
  { zone, comparesHash }: { readonly zone: string; readonly comparesHash: boolean },
): Html {
  const { seal, findings, since, names } = checked;
  return page(
    VERIFY.title(seal.code),
    html`${describeDocument(checked, zone).map((line) => html`<p class="about">${line}</p>`)}
      <p class="${findings.length === 0 ? 'fits' : 'differs'}">${wordVerdict(checked)}</p>
      ${
        findings.length === 0
          ? ''
          : html`<ul>
              ${findings.map((finding) => html`<li>${wordFinding(finding, names)}</li>`)}
            </ul>`
      }
      ${
        since.length === 0
          ? ''
          : html`<p>${VERIFY.since}</p>
              <ul>
                ${since.map((one) => html`<li>${nameOfReport(one, names)}</li>`)}
              </ul>`
      }
      <p class="hash">${VERIFY.hash(seal.hash)}</p>
      ${comparesHash ? html`<p class="about">${VERIFY.compare}</p>` : ''}`,
  );
}

/** Nothing could be checked. */
export function verifyTroublePage(words: string): Html {
  return page('Hai Chiều', html`<p>${words}</p>`);
}
