import { countFiles, type AttachedFile } from '../../attachments/attached.ts';
import type { FileName } from '../../replies/files.ts';
import { bareKey } from '../../forms/spelling.ts';
import { choiceToken } from '../choices.ts';
import type { Context, Duty } from '../context.ts';
import { aboutDuty, findDuty, openDuties } from '../duties.ts';
import type { State } from '../state.ts';
import { aside, type Turn } from '../turn.ts';

const ASKS_TO_DROP =
  /^(?:em |toi |xin |da )?(?:xoa|bo|go|huy)(?: bo)?(?<all> het| tat ca| toan bo)?(?: cac| nhung| tam| cai| may)? (?<what>anh|hinh|hinh anh|tep|tap tin|file)(?<both>(?: va|,)? (?:tep|anh))?(?: so)?(?: (?<number>\d{1,2}))?(?<last> cuoi| vua gui| vua roi| moi gui)?(?<every> het| di het)?(?: di| a| nhe| giup)*$/;

/**
 * "Xóa ảnh", "bỏ tệp 2", "xóa hết ảnh": takes files out of the draft. `folded`: the whole message without case and diacritics.
 * Undefined when the message says something else.
 */
export function readDropFiles(state: State, folded: string, context: Context): Turn | undefined {
  const said = ASKS_TO_DROP.exec(folded)?.groups;
  const duty = dutyWithFiles(state, context);
  if (!said) return duty && dropNamed(state, duty, folded);
  if (!duty) return nothingToDrop(state, context);
  const photos = /anh|hinh/.test(said['what'] ?? '');
  const unsent = unsentOf(duty);
  const meant = said['both'] === undefined ? unsent.filter(({ photo }) => photo === photos) : unsent;
  // "File" is also said of photos, and "ảnh" of a scan: with none of the kind the others are meant.
  const files = meant.length > 0 ? meant : unsent;
  if (said['all'] !== undefined || said['every'] !== undefined) return drop(state, duty, files);
  if (said['last'] !== undefined) return drop(state, duty, files.slice(-1));
  const numbered = meant[Number(said['number']) - 1];
  if (numbered) return drop(state, duty, [numbered]);
  return files.length === 1 ? drop(state, duty, files) : whichFile(state, duty, files);
}

/** "Bỏ tệp danh sách.pdf" */
function dropNamed(state: State, duty: Duty, folded: string): Turn | undefined {
  const name = /^(?:xoa|bo) (?:tep|file) (?<name>.+)$/.exec(folded)?.groups?.['name'];
  const file =
    name === undefined ? undefined : unsentOf(duty).find((one) => bareKey(one.name) === bareKey(name));
  return file && drop(state, duty, [file]);
}

/** [Bỏ ảnh, tệp]: the only one goes, of several the person is asked. */
export function askWhichFile(state: State, duty: Duty): Turn {
  const files = unsentOf(duty);
  if (files.length === 0) return noFiles(state, duty);
  return files.length === 1 ? drop(state, duty, files) : whichFile(state, duty, files);
}

/** The file that a button named; one that is gone or was sent meanwhile stays as it is. */
export function dropFile(state: State, duty: Duty, id: string): Turn {
  const file = unsentOf(duty).find((candidate) => String(candidate.id) === id);
  return file ? drop(state, duty, [file]) : noFiles(state, duty);
}

export function dropFiles(state: State, duty: Duty): Turn {
  const files = unsentOf(duty);
  return files.length > 0 ? drop(state, duty, files) : noFiles(state, duty);
}

function unsentOf({ files }: Duty): readonly AttachedFile[] {
  return files.filter(({ sent }) => !sent);
}

/** The report talked of, else the only one that has files to drop. */
function dutyWithFiles({ open }: State, context: Context): Duty | undefined {
  const known = 'obligation' in open ? findDuty(context, open.obligation) : undefined;
  if (known && unsentOf(known).length > 0) return known;
  const [only, ...more] = openDuties(context).filter((duty) => unsentOf(duty).length > 0);
  return more.length === 0 ? only : undefined;
}

function nothingToDrop(state: State, context: Context): Turn {
  const begun = openDuties(context).filter((duty) => unsentOf(duty).length > 0);
  if (begun.length > 1) {
    return aside(
      state,
      begun.map((duty) => whichFileReply(duty, unsentOf(duty))),
    );
  }
  const sent = openDuties(context).find((duty) => duty.files.some((file) => file.sent));
  return noFiles(state, sent);
}

function noFiles(state: State, duty: Duty | undefined): Turn {
  const sent = duty?.files.some((file) => file.sent) ? aboutDuty(duty) : undefined;
  return aside(state, [{ kind: 'no-files', sent, offers: [] }]);
}

function whichFile(state: State, duty: Duty, files: readonly AttachedFile[]): Turn {
  return aside(state, [whichFileReply(duty, files)]);
}

function whichFileReply(duty: Duty, files: readonly AttachedFile[]): Turn['replies'][number] {
  const names = named(files);
  return {
    kind: 'which-file',
    about: aboutDuty(duty),
    offers: [
      ...names.map((file, index) => [
        {
          token: choiceToken('dropfile', duty.obligation, String(files[index]?.id)),
          label: { kind: 'file', file },
        } as const,
      ]),
      [{ token: choiceToken('dropfiles', duty.obligation), label: 'drop-all-files' } as const],
    ],
  };
}

/** Photos have no names of their own; they are numbered in the order in which they came. */
function named(files: readonly AttachedFile[]): readonly FileName[] {
  let photos = 0;
  return files.map(({ photo, name }) => {
    if (photo) photos += 1;
    return photo ? { photo: photos } : { name };
  });
}

function drop(state: State, duty: Duty, files: readonly AttachedFile[]): Turn {
  const left = duty.files.filter((file) => !files.includes(file));
  return aside(
    state,
    [
      {
        kind: 'files-dropped',
        about: aboutDuty(duty),
        dropped: countFiles(files),
        left: countFiles(left),
        offers: [],
      },
    ],
    [{ kind: 'drop-files', files: files.map(({ id }) => id) }],
  );
}
