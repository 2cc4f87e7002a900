import type { Problem } from '../errors.ts';
import { checkSums } from '../hamlets/check-sums.ts';
import { checkTimes } from '../reminders/check-times.ts';
import { MOST_SIGN_OFF_HOURS, readSignOff } from '../sign-off/moments.ts';
import { checkTemplates } from '../templates/check.ts';
import { checkAliases, type Findings } from './aliases.ts';
import { isFigure, type Field, type FormDefinition } from './definition.ts';
import { formatPath } from './faults.ts';

/** A week's plan may ask a person this often without being asked; the fifth message is kept for what nobody planned. */
const MOST_WEEKLY_STEPS = 4;

/**
 * Whether a form of the right shape makes sense by itself: its codes, targets, words and rules of time. Faults refuse the form;
 * warnings are for whoever writes it. Paths begin below `root`.
 */
export function checkForm(form: FormDefinition, root: readonly PropertyKey[] = []): Findings {
  const aliases = checkAliases(form, root);
  return {
    problems: [
      ...checkTimes(form).map(({ path, message }) => ({ path: below(root, path), message })),
      ...checkReceivers(form, root),
      ...checkSignOff(form, root),
      ...checkSums(form).map(({ path, message }) => ({ path: below(root, path), message })),
      ...checkFields(form, root),
      ...checkTemplates(form, root),
      ...aliases.problems,
    ],
    warnings: [...aliases.warnings, ...checkLoad(form, root)],
  };
}

function below(root: readonly PropertyKey[], path: string): string {
  return root.length === 0 ? path : `${formatPath(root)}.${path}`;
}

function checkReceivers(form: FormDefinition, root: readonly PropertyKey[]): Problem[] {
  return form.receivers.flatMap((body, index) =>
    form.receivers.indexOf(body) === index
      ? []
      : [
          {
            path: formatPath([...root, 'receivers', index]),
            message: `cơ quan ${body} ghi hai lần; xin bỏ một`,
          },
        ],
  );
}

function checkSignOff({ signoff }: FormDefinition, root: readonly PropertyKey[]): Problem[] {
  if (!signoff) return [];
  const { within, remind } = readSignOff(signoff);
  if (within > MOST_SIGN_OFF_HOURS) {
    const message = `hạn duyệt dài nhất là ${MOST_SIGN_OFF_HOURS}h làm việc (khoảng 10 ngày)`;
    return [{ path: formatPath([...root, 'signoff', 'within']), message }];
  }
  if (remind < within) return [];
  const message = `giờ nhắc duyệt (${signoff.remind}) phải sớm hơn hạn duyệt (${signoff.within})`;
  return [{ path: formatPath([...root, 'signoff', 'remind']), message }];
}

function checkFields(form: FormDefinition, root: readonly PropertyKey[]): Problem[] {
  const seen = new Map<string, number>();
  return form.fields.flatMap((field, index) => {
    const path = [...root, 'fields', index];
    const first = seen.get(field.code);
    if (first === undefined) seen.set(field.code, index);
    const problems = checkField(field, form, path);
    if (first === undefined) return problems;
    const message = `mã ${field.code} đã dùng ở ${formatPath([...root, 'fields', first])}; mỗi mục cần một mã riêng`;
    return [{ path: formatPath([...path, 'code']), message }, ...problems];
  });
}

function checkField(field: Field, form: FormDefinition, path: readonly PropertyKey[]): Problem[] {
  const problems: Problem[] = [];
  const report = (place: readonly PropertyKey[], message: string) =>
    problems.push({ path: formatPath([...path, ...place]), message });
  if (field.target !== undefined) {
    if (field.type !== 'ratio') report(['target'], 'chỉ tiêu chỉ dùng cho mục tỷ lệ (type: ratio)');
    else if (!(field.target >= 0 && field.target <= 1)) {
      report(['target'], `chỉ tiêu là số từ 0 đến 1: ${proposeTarget(field.target)}`);
    }
  }
  if (field.counted !== undefined && !isFigure(field)) {
    report(['counted'], 'counted (đơn vị tính) chỉ dùng cho mục số');
  }
  if (field.type === 'choice' && new Set(field.options).size < 2) {
    report(['options'], 'mục lựa chọn (choice) cần ít nhất hai phương án khác nhau trong options');
  }
  if (field.type !== 'choice' && field.options.length > 0) {
    report(['options'], 'options chỉ dùng cho mục lựa chọn (type: choice)');
  }
  if (field.aggregate === 'latest' && !isFigure(field)) {
    report(['aggregate'], 'latest (số hiện có) chỉ dùng cho mục số');
  }
  field.for.forEach((body, index) => {
    if (form.receivers.includes(body)) return;
    report(['for', index], `cơ quan ${body} không có trong receivers: ${form.receivers.join(', ')}`);
  });
  return problems;
}

/** 98 was meant as 0.98. */
function proposeTarget(target: number): string {
  return target > 1 && target <= 100
    ? `ghi ${Number((target / 100).toFixed(6))} thay cho ${target}`
    : 'ví dụ 0.98';
}

function checkLoad(form: FormDefinition, root: readonly PropertyKey[]): Problem[] {
  if (form.period !== 'week' || form.reminders.length <= MOST_WEEKLY_STEPS) return [];
  const message = `kế hoạch nhắc có ${form.reminders.length} bước mỗi tuần; mỗi người chỉ nhận tối đa ${MOST_WEEKLY_STEPS} tin nhắc theo kế hoạch, các bước sau sẽ bị bỏ`;
  return [{ path: formatPath([...root, 'reminders']), message }];
}
