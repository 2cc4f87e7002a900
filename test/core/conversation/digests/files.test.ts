import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { FoundDigestFile } from '../../../../src/core/conversation/context.ts';
import { personId } from '../../../../src/core/ids.ts';
import { COORDINATOR, says, Talk } from '../../../support/conversation.ts';

function found(body: string, templates: FoundDigestFile['templates']): FoundDigestFile {
  return {
    file: { format: 'xlsx', form: 'tuan', body, period: '2017-W34', person: personId(9) },
    names: {
      body,
      form: 'Báo cáo tuần',
      period: {
        code: '2017-W34',
        start: Temporal.PlainDate.from('2017-08-21'),
        end: Temporal.PlainDate.from('2017-08-27'),
      },
    },
    templates,
  };
}

const PROVINCE = { code: 'tinh', name: 'Biểu 02 của tỉnh' };
const FILES = [
  found('ban-dan-van', [PROVINCE]),
  found('ubnd', [PROVINCE, { code: 'so', name: 'Biểu của Sở' }]),
];

describe('Excel files of several bodies', () => {
  it('offer the receivers’ workbooks of all of them under the last one, each once, by number where there are no buttons', () => {
    const phone = new Talk({
      ...COORDINATOR,
      duties: [],
      numbered: true,
      looked: { kind: 'digest-files', found: FILES },
    });
    const { replies, state, text } = phone.hears(says('/excel'));
    expect(replies.map(({ offers }) => offers.flat().map(({ token }) => token))).toEqual([
      [],
      ['filetemplate..2017-W34_tinh', 'filetemplate..2017-W34_so'],
    ]);
    expect(state.choices).toEqual(['filetemplate..2017-W34_tinh', 'filetemplate..2017-W34_so']);
    expect(text).toMatch(/Số liệu lúc lập tệp này\.\n1\. Biểu 02 của tỉnh\n2\. Biểu của Sở$/);
    expect(text).not.toContain('Cũng có thể gõ');
  });
});
