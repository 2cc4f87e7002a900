import type { BodyCode } from '../ids.ts';
import type { Field, FormDefinition } from '../forms/definition.ts';

const PARTY: BodyCode = 'ban-dan-van';
const GOVERNMENT: BodyCode = 'ubnd';
const BOTH: readonly BodyCode[] = [PARTY, GOVERNMENT];

type Answer = Pick<Field, 'code' | 'label' | 'prompt' | 'aliases'> & { readonly for?: readonly BodyCode[] };
type Figure = Answer & Required<Pick<Field, 'counted'>>;

function count(field: Figure, aggregate: Field['aggregate'] = 'sum'): Field {
  return { for: BOTH, ...field, type: 'integer', aggregate, required: true, options: [] };
}

function ratio(field: Figure, target?: number): Field {
  return {
    for: BOTH,
    ...field,
    type: 'ratio',
    aggregate: 'sum',
    required: true,
    options: [],
    ...(target === undefined ? {} : { target }),
  };
}

function text(field: Answer): Field {
  return { for: BOTH, ...field, type: 'text', aggregate: 'sum', required: false, options: [] };
}

/**
 * The default weekly form of mass mobilisation work. Codes are stable: other installations and their exports rely on them.
 * Targets: 98 % of mediations succeed (district rule of 2017), 99.7 % of procedures on time.
 */
const FORM: FormDefinition = {
  code: 'tuan',
  name: 'Báo cáo tuần công tác dân vận',
  period: 'week',
  cutoff: 'calendar',
  due: 'friday 16:00',
  lock: 'tuesday+1 16:00',
  reminders: ['open', '-2wd 08:00', '-3h', '+1d 08:00 escalate'],
  reporters: { kind: 'commune' },
  receivers: BOTH,
  digests: [{ cron: '0 7 * * 1', to: 'leaders' }],
  fields: [
    count({
      code: 'models',
      label: 'Mô hình "Dân vận khéo" mới',
      prompt: 'Có mấy mô hình, điển hình mới?',
      counted: 'mô hình',
      aliases: ['mô hình mới', 'mô hình', 'mh', 'mh mới', 'dvk', 'dân vận khéo', 'điển hình'],
      for: [PARTY],
    }),
    count(
      {
        code: 'models_active',
        label: 'Mô hình đang duy trì',
        prompt: 'Tổng số mô hình đang duy trì?',
        counted: 'mô hình',
        aliases: ['duy trì', 'mh duy trì', 'mhdt', 'đang duy trì', 'tổng mh', 'tổng mô hình'],
        for: [PARTY],
      },
      'latest',
    ),
    ratio(
      {
        code: 'mediation',
        label: 'Hòa giải ở cơ sở',
        prompt: 'Hòa giải thành / tổng số vụ? (vd 5/6)',
        counted: 'vụ',
        aliases: ['hòa giải', 'hoà giải', 'hg', 'hgcs', 'hg thành', 'hòa giải thành'],
      },
      0.98,
    ),
    count({
      code: 'complaints',
      label: 'Đơn khiếu nại mới',
      prompt: 'Mấy đơn khiếu nại mới?',
      counted: 'đơn',
      aliases: ['khiếu nại', 'kn', 'đơn kn', 'đơn khiếu nại'],
    }),
    count({
      code: 'denunciations',
      label: 'Đơn tố cáo mới',
      prompt: 'Mấy đơn tố cáo mới?',
      counted: 'đơn',
      aliases: ['tố cáo', 'tc', 'đơn tc'],
    }),
    ratio({
      code: 'cases_resolved',
      label: 'Giải quyết khiếu nại, tố cáo',
      prompt: 'Đã giải quyết / phải giải quyết?',
      counted: 'đơn',
      aliases: ['giải quyết đơn', 'gqđ', 'gq kntc', 'giải quyết kntc', 'gq đơn'],
    }),
    ratio(
      {
        code: 'procedures',
        label: 'Thủ tục hành chính đúng hẹn',
        prompt: 'Hồ sơ đúng hẹn / tiếp nhận? (vd 120/121)',
        counted: 'hồ sơ',
        aliases: ['thủ tục', 'thủ tục hành chính', 'tthc', 'hồ sơ', 'hs', 'một cửa', '1 cửa'],
        for: [GOVERNMENT],
      },
      0.997,
    ),
    count({
      code: 'citizen_reception',
      label: 'Tiếp công dân',
      prompt: 'Mấy lượt tiếp công dân?',
      counted: 'lượt',
      aliases: ['tiếp dân', 'tiếp công dân', 'tcd', 'td'],
    }),
    count({
      code: 'dialogues',
      label: 'Đối thoại với nhân dân',
      prompt: 'Mấy cuộc đối thoại?',
      counted: 'cuộc',
      aliases: ['đối thoại', 'đt', 'dt'],
    }),
    count({
      code: 'democracy',
      label: 'Thực hiện dân chủ ở cơ sở',
      prompt: 'Mấy cuộc họp dân, lấy ý kiến?',
      counted: 'cuộc',
      aliases: ['quy chế dân chủ', 'qcdc', 'dân chủ', 'họp dân', 'lấy ý kiến'],
    }),
    count({
      code: 'opinions',
      label: 'Góp ý văn bản',
      prompt: 'Góp ý mấy văn bản, dự thảo?',
      counted: 'văn bản',
      aliases: ['góp ý', 'gy', 'đóng góp ý kiến'],
    }),
    count({
      code: 'supervisions',
      label: 'Kiểm tra, giám sát',
      prompt: 'Tham gia mấy cuộc kiểm tra, giám sát?',
      counted: 'cuộc',
      aliases: ['giám sát', 'gs', 'ktgs', 'kiểm tra', 'thanh tra'],
    }),
    text({
      code: 'difficulties',
      label: 'Khó khăn, vướng mắc',
      prompt: 'Có khó khăn, vướng mắc gì không?',
      aliases: ['khó khăn', 'kk', 'vướng mắc', 'vm', 'tồn tại', 'hạn chế'],
    }),
    text({
      code: 'proposals',
      label: 'Kiến nghị, đề xuất',
      prompt: 'Kiến nghị, đề xuất gì với cấp trên?',
      aliases: ['kiến nghị', 'đề xuất', 'đx', 'đề nghị'],
    }),
  ],
};

/** The form `tuan` of the sample district: the same object each time, so that what is derived from it can be kept. */
export function sampleForm(): FormDefinition {
  return FORM;
}
