import { describe, expect, it } from 'vitest';
import { readForms, readOrganization } from '../../src/org-file/read.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** The example of the contract, to the letter. */
const EXAMPLE = `
units:   [{code: vinh-thuan, name: Huyện Vĩnh Thuận, kind: district}, {code: binh-minh, name: Xã Bình Minh, kind: commune, parent: vinh-thuan, from: 2012-01-01}]
bodies:  [{code: ban-dan-van, name: Ban Dân vận Huyện ủy, style: party, unit: vinh-thuan}, {code: ubnd, name: UBND huyện, style: government, unit: vinh-thuan}]
people:  [{code: nguyen-van-a, name: Nguyễn Văn A, honorific: đồng chí, phone: "0912345678"}]
posts:   [{code: dau-moi-binh-minh, title: Cán bộ đầu mối dân vận, role: contact, unit: binh-minh, holder: nguyen-van-a}, {code: truong-ban, title: Trưởng Ban, role: leader, body: ban-dan-van, holder: tran-van-b}]
forms:
  - code: tuan
    name: Báo cáo tuần công tác dân vận
    period: week                      # week | month | quarter | half | nine-months | year | custom
    cutoff: calendar                  # calendar | nd09 (Nghị định 09/2019: closes on the 14th)
    due: friday 16:00                 # hạn nộp
    lock: tuesday+1 16:00             # khóa sổ
    reminders: [open, -2wd 08:00, -3h, +1d 08:00 escalate]
    reporters: {kind: commune}
    receivers: [ban-dan-van, ubnd]
    digests: [{cron: "0 7 * * 1", to: leaders}]
    fields:
      - {code: mediation, label: Hòa giải, prompt: "Số vụ hòa giải thành / số vụ tiếp nhận?", type: ratio, aliases: [hòa giải, hg], target: 0.98, for: [ban-dan-van, ubnd]}
      - {code: complaints, label: Khiếu nại, prompt: "Số đơn khiếu nại mới?", type: integer, aliases: [khiếu nại, kn], aggregate: sum}
      - {code: difficulties, label: Khó khăn, prompt: "Khó khăn, vướng mắc?", type: text, aliases: [khó khăn, kk], required: false}
`;

async function faults(text: string | Uint8Array) {
  const read = await readOrganization(typeof text === 'string' ? bytes(text) : text);
  return read.ok ? [] : read.problems.map(({ path, line }) => [path, line]);
}

describe('an organisation file', () => {
  it('reads the example of the contract', async () => {
    const read = await readOrganization(bytes(EXAMPLE));
    expect(read).toMatchObject({
      ok: true,
      value: {
        content: {
          units: [{ code: 'vinh-thuan' }, { code: 'binh-minh', from: '2012-01-01' }],
          people: [{ phone: '0912345678' }],
          forms: [
            { due: 'friday 16:00', fields: [{ target: 0.98 }, { required: true }, { required: false }] },
          ],
        },
      },
    });
  });

  it('is read from JSON too, with or without a byte order mark', async () => {
    const json = '{"units": [{"code": "a", "name": "Xã \\u1ea4 \\ud83c\\udf3e", "kind": "commune"}]}';
    for (const text of [json, `\uFEFF${json}`, JSON.stringify(JSON.parse(json), null, '\t')]) {
      expect(await readOrganization(bytes(text))).toMatchObject({
        ok: true,
        value: { content: { units: [{ name: 'Xã Ấ 🌾' }] } },
      });
    }
  });

  it('tells the line of each fault', async () => {
    expect(
      await faults(
        'units:\n  - code: a\n    name: A\n    kind: x\n    colour: red\n  - {code: b, name: B}\nteams: []\n',
      ),
    ).toEqual([
      ['units[0].colour', 5],
      ['units[1].kind', 6],
      ['teams', 7],
    ]);
    expect(await faults('{\n "units": [\n  {"code": "a",\n   "name": 3,\n "kind": "x"}]}')).toEqual([
      ['units[0].name', 4],
    ]);
  });

  it('tells the line of a fault that is found later', async () => {
    const read = await readOrganization(
      bytes('units:\n  - code: a\n    name: A\n    kind: x\n    parent: b\n'),
    );
    const place = read.ok ? read.value.document.locate({ path: 'units[0].parent', message: '' }) : undefined;
    expect(place).toMatchObject({ line: 5 });
  });

  it('with broken syntax is refused with the line', async () => {
    expect((await faults('units: [{code: a'))[0]?.[1]).toBe(1);
    expect(await faults('units:\n  - code: a\n    code: b\n')).toEqual([['(cả tệp)', 3]]);
    expect((await faults('units:\n\t- code: a\n')).length).toBeGreaterThan(0);
    expect((await faults('units: []\n---\nunits: []\n')).length).toBeGreaterThan(0);
    expect((await faults('units: !!js/function "x"\n')).length).toBeGreaterThan(0);
  });

  it.each(['', '\n', 'hello', '- 1', '[]', 'null', '42', '{}', 'units: 3', '__proto__: {a: 1}'])(
    'that is none is refused: %j',
    async (text) => {
      expect((await faults(text)).length).toBeGreaterThan(0);
    },
  );

  it('of an old Excel, or with a password, is refused with the way out', async () => {
    const read = await readOrganization(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]));
    expect(read.ok ? '' : read.problems[0]?.message).toContain('lưu lại dạng .xlsx, không đặt mật khẩu');
  });

  it('in another encoding is refused', async () => {
    const read = await readOrganization(new Uint8Array([0x75, 0xff, 0xfe, 0x00]));
    expect(read.ok ? '' : read.problems[0]?.message).toContain('UTF-8');
  });

  it('cannot grow by aliases of aliases', async () => {
    const lines = Array.from({ length: 12 }, (_, depth) =>
      depth === 0
        ? 'a0: &a0 [x, x]'
        : `a${depth}: &a${depth} [${Array(9)
            .fill(`*a${depth - 1}`)
            .join(', ')}]`,
    );
    expect(await faults(lines.join('\n'))).toEqual([['(cả tệp)', undefined]]);
  });
});

describe('forms of a file', () => {
  it('are those of an organisation file', async () => {
    expect(await readForms(bytes(EXAMPLE))).toMatchObject({
      ok: true,
      value: { content: [{ form: { code: 'tuan' }, root: ['forms', 0] }] },
    });
  });

  it('are the form that is the whole file', async () => {
    const alone = EXAMPLE.slice(EXAMPLE.indexOf('  - code: tuan')).replace('  - ', '    ');
    expect(await readForms(bytes(alone))).toMatchObject({
      ok: true,
      value: { content: [{ form: { code: 'tuan' }, root: [] }] },
    });
    const broken = await readForms(bytes(alone.replace('period: week', 'period: weekly')));
    expect(broken).toMatchObject({ ok: false, problems: [{ path: 'period', line: 3 }] });
  });
});
