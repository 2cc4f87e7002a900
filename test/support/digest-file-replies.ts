import { Temporal } from 'temporal-polyfill';
import { templateOffers } from '../../src/core/conversation/digests/offers.ts';
import { digestId, personId } from '../../src/core/ids.ts';
import type { DigestFileReply } from '../../src/core/replies/digest-files.ts';
import type { Reply } from '../../src/core/replies.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const names = {
  body: 'Ban Dân vận Huyện ủy',
  form: 'Báo cáo tuần công tác dân vận',
  period: { code: '2017-W34', start: day('2017-08-21'), end: day('2017-08-27') },
};
const file = {
  form: 'tuan',
  body: 'ban-dan-van',
  period: '2017-W34',
  person: personId(7),
} as const;
const longNamed = {
  body: `Ban Chỉ đạo ${'công tác dân vận và quy chế dân chủ ở cơ sở '.repeat(4)}`,
  form: `Báo cáo ${'kết quả thực hiện phong trào thi đua '.repeat(5)}`,
  period: { code: '2012..2017', start: day('2011-12-15'), end: day('2017-12-14') },
};

const TEMPLATE = { name: 'Biểu 02 công tác dân vận', receiver: 'Ban Dân vận Tỉnh ủy' };

/** The samples of replies that carry digests as files. */
export const digestFileReplies: { readonly [Kind in DigestFileReply['kind']]: readonly Reply[] } = {
  'digest-file': [
    { kind: 'digest-file', file: { ...file, format: 'docx' }, names, offers: [] },
    { kind: 'digest-file', file: { ...file, format: 'xlsx', sent: digestId(12) }, names, offers: [] },
    { kind: 'digest-file', file: { ...file, format: 'png' }, names: longNamed, offers: [] },
    {
      kind: 'digest-file',
      file: { ...file, format: 'xlsx' },
      names,
      offers: templateOffers('2017-W34', [{ code: 'tinh', name: TEMPLATE.name }]),
    },
    {
      kind: 'digest-file',
      file: { ...file, format: 'xlsx', template: 'tinh' },
      names: { ...names, template: TEMPLATE },
      offers: [],
    },
    {
      kind: 'digest-file',
      file: { ...file, format: 'xlsx', template: 'tinh' },
      names: { ...longNamed, template: { name: longNamed.form, receiver: longNamed.body } },
      offers: [],
    },
  ],
  'no-digest-file': [
    { kind: 'no-digest-file', why: 'period-unclear', offers: [] },
    { kind: 'no-digest-file', why: 'no-such-digest', offers: [] },
  ],
};
