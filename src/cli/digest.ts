import { Command, Option } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { officeScope } from '../core/access/scope.ts';
import type { DigestView } from '../core/conversation/context.ts';
import { periodNamed } from '../core/conversation/named-period.ts';
import type { DigestFigures } from '../core/digest/figures.ts';
import { spanParts } from '../core/digest/span-parts.ts';
import { Refused } from '../core/errors.ts';
import type { FormDefinition } from '../core/forms/definition.ts';
import type { BodyCode, FieldCode } from '../core/ids.ts';
import { plainText, type OutgoingMessage } from '../core/messages.ts';
import type { Database, Executor } from '../db/connect.ts';
import { onOneSnapshot } from '../db/snapshot.ts';
import { loadSentDigest, type SentDigest } from '../db/queries/digests.ts';
import { loadDigest } from '../db/queries/figures.ts';
import { loadFormPeriods } from '../db/queries/form-periods.ts';
import { DIGEST_FILE_FORMATS, type DigestFileFormat } from '../core/digest/digest-file.ts';
import { documentContent } from '../digest-files/content.ts';
import { digestDrawing } from '../digest-files/picture.ts';
import { loadKeptView } from '../db/queries/kept-view.ts';
import { writeDocument } from '../documents/write.ts';
import { renderPicture, type Drawing } from '../pictures/render.ts';
import { FIGURES } from '../texts/figures-command.ts';
import { wordDigest } from '../texts/leader.ts';
import { TEMPLATES } from '../texts/templates.ts';
import { PICTURE_KINDS, type PictureKind } from '../texts/pictures/digest-picture.ts';
import { chooseForm, choosePeriod } from './choose-period.ts';
import { writeTemplateFile } from './digest-template.ts';
import { readMoment } from './moment.ts';
import { readCount } from './count.ts';
import { checkPlace, writeBytes, writeLines } from './output.ts';
import type { CliParts } from './parts.ts';

type Format = 'text' | 'json' | DigestFileFormat;

type Flags = {
  readonly body?: BodyCode;
  readonly form?: string;
  readonly period?: string;
  readonly format: Format;
  readonly json?: true;
  readonly sent?: true;
  readonly asOf?: Temporal.Instant;
  readonly out?: string;
  readonly picture: PictureKind;
  readonly indicator?: FieldCode;
  readonly print?: true;
  readonly page: string;
  readonly template?: string;
};

const FORMATS: readonly Format[] = ['text', 'json', ...DIGEST_FILE_FORMATS];

export function digestCommand(parts: CliParts): Command {
  return new Command('digest')
    .description('bản tổng hợp của một kỳ, với số liệu hiện tại')
    .option('--body <mã>', 'cơ quan nhận (nếu bỏ qua: lần lượt từng cơ quan; với json là một danh sách)')
    .option('--form <mã>', 'mẫu báo cáo (nếu bỏ qua: mẫu duy nhất đang có)')
    .option(
      '--period <kỳ>',
      'kỳ, ví dụ 2017-W34, hoặc khoảng dài hơn cộng từ các kỳ, ví dụ 2017-Q3, 2012..2017, “giai đoạn 2012-2017” (nếu bỏ qua: kỳ gần nhất đã đến hạn nộp)',
    )
    .addOption(new Option('--format <dạng>', 'dạng in ra').choices(FORMATS).default('text'))
    .addOption(new Option('--json', 'như --format json').implies({ format: 'json' }))
    .option('--sent', 'bản đã gửi và lưu lại, thay cho số liệu hiện tại')
    .addOption(
      new Option('--as-of <thời điểm>', 'số liệu như tại thời điểm ISO 8601')
        .argParser(readMoment)
        .conflicts('sent'),
    )
    .addOption(
      new Option('--picture <loại>', 'ảnh (png): toàn cảnh, bản đồ nhiệt, diễn biến, hay từng đơn vị')
        .choices(PICTURE_KINDS)
        .default('overview'),
    )
    .option('--indicator <mã>', 'chỉ số trong ảnh (nếu bỏ qua: các chỉ số có chỉ tiêu)')
    .option('--print', 'ảnh để in đen trắng')
    .addOption(
      new Option('--template <mã>', 'điền vào biểu của nơi nhận mà mẫu đã khai (xlsx)')
        .conflicts(['sent', 'json', 'body', 'picture', 'indicator'])
        .implies({ format: 'xlsx' }),
    )
    .option('--page <n>', 'phần thứ mấy của ảnh khi có nhiều đơn vị', '1')
    .option('--out <tệp>', 'ghi vào tệp thay vì in ra màn hình')
    .action((flags: Flags) => printDigest(parts, flags));
}

type Shown = {
  readonly figures: DigestFigures;
  readonly message: OutgoingMessage;
  /** Of a sent one: what was told of changes afterwards. */
  readonly supplements?: readonly OutgoingMessage[];
};

async function printDigest(parts: CliParts, written: Flags): Promise<void> {
  const { format, template, period } = written;
  if (template !== undefined) {
    if (format !== 'xlsx') throw new Refused(TEMPLATES.onlyXlsx);
    return writeTemplateFile(parts, { ...written, template }, (tx, form, moment) =>
      chooseSpan(tx, form, period, moment),
    );
  }
  if (format !== 'text' && format !== 'json') return writeDigestFile(parts, format, written);
  const shown = await parts.withDatabase(async (db) => {
    const flags = withPeriod(written, { now: await parts.now(db), zone: parts.config.timeZone });
    const form = await chooseForm(db, flags.form);
    const bodies = chooseBodies(form, flags.body);
    const digests = flags.sent
      ? await sentDigests(db, form, bodies, flags)
      : await liveDigests(parts, db, form, bodies, flags);
    return { digests, single: bodies.length === 1 };
  });
  await writeLines(parts, written.out, toLines(shown.digests, shown.single, written));
}

/** The period may be written in words too, as in a chat; what is none stays as it is and is refused with what may be written. */
function withPeriod(flags: Flags, clock: { readonly now: Temporal.Instant; readonly zone: string }): Flags {
  const period = flags.period === undefined ? undefined : periodNamed(flags.period, clock);
  return period === undefined ? flags : { ...flags, period };
}

function toLines(digests: readonly Shown[], single: boolean, flags: Flags): readonly string[] {
  if (flags.json || flags.format === 'json') {
    const figures = digests.map((digest) => digest.figures);
    return [JSON.stringify(single ? figures[0] : figures, withoutOwnKeys)];
  }
  return digests
    .flatMap(({ message, supplements = [] }) => [message, ...supplements])
    .flatMap(({ text }, index) => [...(index === 0 ? [] : ['']), plainText(text)]);
}

/** Leaves out what only our own words need: others rely on the keys that are there. */
function withoutOwnKeys(key: string, value: unknown): unknown {
  return key === 'counted' || key === 'same_units' ? undefined : value;
}

function chooseBodies(form: FormDefinition, code: BodyCode | undefined): readonly BodyCode[] {
  if (code === undefined) return form.receivers;
  if (form.receivers.includes(code)) return [code];
  throw new Refused(FIGURES.unknownBody(code, form.code, form.receivers));
}

/** A period of the form, or a longer one that its periods can be added up to. */
async function chooseSpan(
  db: Executor,
  form: FormDefinition,
  code: string | undefined,
  moment: Temporal.Instant,
): Promise<string> {
  if (code !== undefined) {
    const stored = await loadFormPeriods(db, form.code);
    const longer = spanParts(form, code, stored)?.range.code;
    if (longer !== undefined && !stored.some((period) => period.code === longer)) return longer;
  }
  return (await choosePeriod(db, form, code, moment)).code;
}

async function liveDigests(
  parts: CliParts,
  db: Database,
  form: FormDefinition,
  bodies: readonly BodyCode[],
  flags: Flags,
): Promise<readonly Shown[]> {
  const views = await liveViews(db, form, bodies, await parts.now(db), flags);
  return views.map((view) => ({ figures: view.figures, message: wordDigest(view) }));
}

async function liveViews(
  db: Executor,
  form: FormDefinition,
  bodies: readonly BodyCode[],
  now: Temporal.Instant,
  { period: code, asOf }: Flags,
): Promise<readonly DigestView[]> {
  const period = await chooseSpan(db, form, code, asOf ?? now);
  const views: DigestView[] = [];
  for (const body of bodies) {
    const view = await loadDigest(db, officeScope(), { form: form.code, body, period, asOf });
    if (view !== undefined) views.push(view);
  }
  return views;
}

/** A document of all the bodies that are named, in a file or wherever standard output leads but on a terminal. */
async function writeDigestFile(parts: CliParts, format: DigestFileFormat, written: Flags): Promise<void> {
  const { out } = written;
  await checkPlace(parts, out, FIGURES.needsFile(format));
  const { timeZone: zone, publicUrl } = parts.config;
  const content = await parts.withDatabase(async (db) => {
    const now = await parts.now(db);
    const flags = withPeriod(written, { now, zone });
    return onOneSnapshot(db, async (tx) => {
      const form = await chooseForm(tx, flags.form);
      const bodies = chooseBodies(form, flags.body);
      const { views, asOf } = flags.sent
        ? await sentViews(tx, form, bodies, flags)
        : { views: await liveViews(tx, form, bodies, now, flags), asOf: flags.asOf };
      return format === 'png'
        ? drawingOf(tx, form, views, { ...flags, asOf })
        : documentContent(tx, { format, views, at: asOf ?? now, zone, asOf, now, publicUrl });
    });
  });
  const bytes =
    'option' in content ? await renderPicture(content.option, content) : (await writeDocument(content)).bytes;
  await writeBytes(parts, out, bytes);
}

/** A picture holds one body; who reported is the same for all. */
async function drawingOf(
  db: Executor,
  form: FormDefinition,
  [view]: readonly DigestView[],
  {
    picture,
    indicator,
    print,
    page,
    asOf,
  }: Omit<Flags, 'asOf'> & {
    readonly asOf: Temporal.Instant | undefined;
  },
): Promise<Drawing> {
  if (view === undefined) throw new Refused(FIGURES.noPeriod(form.code));
  return digestDrawing(db, officeScope(), {
    form,
    view,
    kind: picture,
    look: print ? 'print' : 'screen',
    page: readCount('--page', page, { least: 1, most: 999 }),
    indicator,
    asOf,
  });
}

/** Of one sending, whose moment is that of the figures. */
async function sentViews(
  db: Executor,
  form: FormDefinition,
  bodies: readonly BodyCode[],
  flags: Flags,
): Promise<{ readonly views: readonly DigestView[]; readonly asOf: Temporal.Instant }> {
  const [first, ...others] = await sentDigests(db, form, bodies, flags);
  const { createdAt: asOf, figures } = first;
  const isOne = others.every(
    (other) => other.createdAt.equals(asOf) && other.figures.period === figures.period,
  );
  if (!isOne) throw new Refused(FIGURES.sentApart(bodies));
  const views: DigestView[] = [];
  for (const digest of [first, ...others]) {
    const { body, period } = digest.figures;
    const view = await loadKeptView(db, officeScope(), { ...digest, form: form.code, body, period });
    if (view !== undefined) views.push(view);
  }
  return { views, asOf };
}

async function sentDigests(
  db: Executor,
  form: FormDefinition,
  bodies: readonly BodyCode[],
  { period: code }: Flags,
): Promise<readonly [SentDigest, ...SentDigest[]]> {
  // Without a period the latest that was sent, which need not be the latest that is due.
  const period =
    code === undefined
      ? undefined
      : await choosePeriod(db, form, code, Temporal.Instant.fromEpochMilliseconds(0));
  const sent: SentDigest[] = [];
  for (const body of bodies) {
    const digest = await loadSentDigest(db, { form: form.code, body, period: period?.code });
    if (digest !== undefined) sent.push(digest);
  }
  const [first, ...others] = sent;
  if (first !== undefined) return [first, ...others];
  throw new Refused(FIGURES.nothingSent(form.code, bodies));
}
