import type { UnitHead } from '../core/conversation/context.ts';
import { bold, type Line } from './lines.ts';

/** Whom a report that was just sent waits for, and that someone has to tell them where they are in no chat. */
export function waitsForLines(heads: readonly UnitHead[]): readonly Line[] {
  if (heads.length === 0) return [];
  const names = heads.map(({ name }) => name).join(' hoặc ');
  return [
    [`Đang chờ đồng chí ${names} `, bold('duyệt'), '.'],
    heads.some(({ linked }) => linked)
      ? undefined
      : 'Người duyệt chưa kết nối nên chưa nhận được, đồng chí báo trực tiếp giúp.',
  ];
}
