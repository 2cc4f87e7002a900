import type { Temporal } from 'temporal-polyfill';
import type { Problem } from '../errors.ts';
import type { PostCode } from '../ids.ts';
import type { OrganizationFile, StatedOrganization } from './organization-file.ts';
import { at, codesOf, unknownCode } from './places.ts';

/**
 * Of posts that others held before: the first day, an ISO date, on which the present holder, or who takes up a vacant one, can have
 * taken it up.
 */
export type EarliestSince = ReadonlyMap<PostCode, string>;

/** Faults of posts: where they are, who holds them, and since when. */
export function checkPosts({
  current,
  stated,
  after,
  today,
  earliestSince,
}: {
  readonly current: OrganizationFile;
  readonly stated: StatedOrganization;
  readonly after: OrganizationFile;
  readonly today: Temporal.PlainDate;
  readonly earliestSince: EarliestSince;
}): Problem[] {
  const units = codesOf(after.units);
  const bodies = codesOf(after.bodies);
  const people = codesOf(after.people);
  const before = new Map(current.posts.map((post) => [post.code, post]));
  const problems: Problem[] = [];
  stated.posts.forEach((post, index) => {
    const report = (field: string, message: string) =>
      problems.push({ path: at('posts', index, field), message });
    if ('unit' in post && !units.has(post.unit)) report('unit', unknownCode('đơn vị', post.unit, 'units'));
    if ('body' in post && !bodies.has(post.body)) report('body', unknownCode('cơ quan', post.body, 'bodies'));
    if (post.role === 'leader' && 'unit' in post) {
      report('role', 'lãnh đạo (leader) thuộc một cơ quan nhận báo cáo: ghi body thay cho unit');
    }
    if ((post.role === 'contact' || post.role === 'superior') && 'body' in post) {
      report('role', `${post.role} thuộc một đơn vị: ghi unit thay cho body`);
    }
    if (post.holder && !people.has(post.holder))
      report('holder', unknownCode('người', post.holder, 'people'));
    if (post.since === undefined) return;
    const old = before.get(post.code);
    const earliest = earliestSince.get(post.code);
    if (!post.holder) report('since', 'có since mà không có holder; xin ghi người giữ chức danh');
    else if (post.since > today.toString()) {
      report('since', `ngày nhận chức danh ${post.since} còn ở tương lai; xin nhập lại từ ngày đó`);
    } else if (old?.since !== undefined && old.holder !== post.holder && post.since < old.since) {
      report('since', `người trước nhận chức danh này ngày ${old.since}; since không được trước ngày đó`);
    } else if (
      earliest !== undefined &&
      post.since < earliest &&
      (old?.holder === undefined || old.holder === post.holder)
    ) {
      const message = `ngày nhận chức danh ${post.since} trùng với thời gian của người giữ trước; xin ghi since từ ${earliest} trở đi`;
      report('since', message);
    }
  });
  return problems;
}
