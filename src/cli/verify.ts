import { Command } from 'commander';
import { Refused } from '../core/errors.ts';
import { readSealCode } from '../core/receipts/seal.ts';
import type { CheckedSeal } from '../core/receipts/check-seal.ts';
import { checkSeal } from '../db/queries/seals.ts';
import { describeDocument, nameOfReport, VERIFY, wordFinding, wordVerdict } from '../texts/verify.ts';
import type { CliParts } from './parts.ts';

type Flags = { readonly hash?: string; readonly json?: true };

export function verifyCommand(parts: CliParts): Command {
  return new Command('verify')
    .description('đối chiếu một văn bản đã in với cơ sở dữ liệu, theo mã in trên văn bản')
    .argument('<mã>', 'mã văn bản, ví dụ VB-7KQ2M-9XH4T')
    .option('--hash <mã băm>', 'mã băm chung in trên văn bản (64 chữ số hex), để đối chiếu luôn')
    .option('--json', 'in dạng JSON')
    .action((typed: string, flags: Flags) => verify(parts, typed, flags));
}

async function verify(parts: CliParts, typed: string, { hash, json }: Flags): Promise<void> {
  const code = readSealCode(typed);
  if (code === undefined) throw new Refused(VERIFY.malformed);
  const onDocument = hash?.replaceAll(/\s/g, '');
  // One snapshot, so that what comes meanwhile is on neither side.
  const checked = await parts.withDatabase((db) =>
    db.transaction((tx) => checkSeal(tx, code, onDocument), {
      isolationLevel: 'repeatable read',
      accessMode: 'read only',
    }),
  );
  if (!checked) throw new Refused(VERIFY.unknown(code));
  const lines = json ? [JSON.stringify(toJson(checked))] : toLines(checked, parts.config.timeZone);
  for (const line of lines) parts.print(line);
  if (checked.findings.length > 0) throw new Refused(VERIFY.differs(checked.findings.length));
}

function toLines(checked: CheckedSeal, zone: string): readonly string[] {
  const { findings, since, names, seal } = checked;
  return [
    VERIFY.title(seal.code),
    ...describeDocument(checked, zone),
    wordVerdict(checked),
    ...findings.map((finding) => `- ${wordFinding(finding, names)}`),
    ...(since.length === 0 ? [] : [VERIFY.since, ...since.map((one) => `- ${nameOfReport(one, names)}`)]),
    VERIFY.hash(seal.hash),
  ];
}

function toJson({ seal, sealedAt, findings, since, receipts }: CheckedSeal) {
  const { code, hash, subject, heads } = seal;
  return {
    code,
    hash,
    ...subject,
    sealed_at: sealedAt.toString(),
    fits: findings.length === 0,
    findings,
    since,
    receipts,
    heads,
  };
}
