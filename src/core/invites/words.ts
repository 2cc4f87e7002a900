import { bareKey } from '../forms/spelling.ts';

/** What a coordinator wants of somebody's invite. `who`: a name or code as written; empty where none was. */
export type InviteWish = { readonly kind: 'invite' | 'revoke-invite'; readonly who: string };

/** Longer messages are reports. */
const LONGEST_WISH = 120;

const COMMAND = /^\s*\/(?<name>moi|huymoi)(?:@\w+)?(?:\s+(?<who>\S.*))?$/isu;
/** With its mark: "mới" begins reports. */
const INVITES = /^\s*(?:mời|(?:cấp|cho|lấy|xin)\s+mã\s+mời\s+(?:cho|của))\s+(?<who>\S.*)$/isu;
const REVOKES = /^\s*(?:hủy|huỷ|thu\s+hồi)\s+(?:mã\s+)?mời\s+(?:(?:của|cho)\s+)?(?<who>\S.*)$/isu;
/** "Mời họp dân 3 cuộc" invites nobody. */
const FIGURE = /(?<![\w-])\d/;

/** Undefined for words about anything else. */
export function readInviteWish(text: string): InviteWish | undefined {
  if (text.length > LONGEST_WISH) return undefined;
  const said = text.normalize('NFC');
  const command = COMMAND.exec(said)?.groups;
  if (command) {
    const kind = bareKey(command['name'] ?? '') === 'moi' ? 'invite' : 'revoke-invite';
    return { kind, who: (command['who'] ?? '').trim() };
  }
  if (FIGURE.test(said)) return undefined;
  const revoked = REVOKES.exec(said)?.groups?.['who'];
  if (revoked !== undefined) return { kind: 'revoke-invite', who: revoked.trim() };
  const invited = INVITES.exec(said)?.groups?.['who'];
  return invited === undefined ? undefined : { kind: 'invite', who: invited.trim() };
}
