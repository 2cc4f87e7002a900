import type { CarriedFile, SendingChannel } from '../channels/channel.ts';
import { ChildFailed } from '../child.ts';
import { fileNameOf, type DigestFile } from '../core/digest/digest-file.ts';
import { Refused } from '../core/errors.ts';
import type { DigestPage } from '../core/digest/page.ts';
import type { OutgoingMessage, RichText } from '../core/messages.ts';
import type { ClaimedDelivery } from '../db/queries/deliveries.ts';
import type { FileMaker } from '../digest-files/make.ts';
import type { Facts, Log } from '../log.ts';
import {
  fileAtAddress,
  fileFailed,
  fileNotForReader,
  fileRefused,
  fileWithout,
  fileWithoutAddress,
} from '../texts/digest-files.ts';
import { pagesAt } from '../texts/digest-page.ts';

/** Where files that go out with messages come from. */
export type FileSource = {
  readonly make: FileMaker;
  /** Where its person can fetch it for some days; undefined: the service has no address of its own. */
  addressOf(file: DigestFile): { readonly url: string; readonly days: number } | undefined;
  /** Where its person can look at it, likewise. */
  addressOfPage(page: DigestPage): string | undefined;
};

/** A message as it goes out: its file made, or words in its place. `instead`: what to say where the platform refuses the file. */
export type Ready = {
  readonly message: OutgoingMessage;
  readonly file?: CarriedFile;
  readonly instead?: OutgoingMessage;
};

/** Making one, and waiting for those before it, takes no longer; then its reader is told. */
const MOST_SECONDS = 120;

/** Makes what a message carries; never rejects, because nothing may keep the messages behind it from going out. */
export function createFilePreparer(parts: {
  readonly channel: SendingChannel;
  /** Undefined: none can be made here. */
  readonly source: FileSource | undefined;
  readonly log: Log;
  readonly factsOf: (row: ClaimedDelivery) => Facts;
}): (row: ClaimedDelivery, file: DigestFile) => Promise<Ready> {
  const { channel, source, log } = parts;
  return async (row, file) => {
    const { text, buttons } = row.message;
    const worded = (said: RichText): OutgoingMessage => ({ text: said, buttons });
    const saying = (said: RichText): Ready => ({ message: worded(said) });
    const atAddress = () => {
      const address = source?.addressOf(file);
      return address ? fileAtAddress(text, address) : fileWithoutAddress(text);
    };
    try {
      const way = channel.capabilities.files?.[file.format];
      const name = fileNameOf(file);
      if (way !== 'bytes') {
        const address = source?.addressOf(file);
        if (!address || way === undefined) return saying(atAddress());
        return {
          message: { text, buttons },
          file: { kind: way, format: file.format, name, url: address.url },
        };
      }
      if (!source) throw new Error('no file can be made here');
      channel.showUpload?.(row.externalId, file.format);
      const made = await withinTime(source.make(file));
      if (made === undefined) return saying(fileNotForReader(file));
      const { unplaced = [] } = made;
      return {
        message: unplaced.length === 0 ? { text, buttons } : worded(fileWithout(text, unplaced)),
        file: { kind: 'bytes', format: file.format, name, bytes: made.bytes },
        instead: worded(atAddress()),
      };
    } catch (error) {
      const { format, form, period } = file;
      const isTold = error instanceof ChildFailed || error instanceof Refused;
      const reason = isTold ? error.message : undefined;
      log.error('A file could not be made', { ...parts.factsOf(row), format, form, period, reason }, error);
      return saying(error instanceof Refused ? fileRefused(error.message) : fileFailed(file));
    }
  };
}

/** The message as it is sent: with the addresses of the pages that say what it leaves out. */
export function withPages(message: OutgoingMessage, source: FileSource | undefined): OutgoingMessage {
  const { pages = [], ...said } = message;
  const addresses = pages.flatMap((page) => source?.addressOfPage(page) ?? []);
  return addresses.length === 0 ? said : { ...said, text: pagesAt(said.text, addresses) };
}

async function withinTime<T>(made: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ChildFailed(`not ready within ${MOST_SECONDS} s`)),
      MOST_SECONDS * 1_000,
    );
  });
  try {
    return await Promise.race([made, late]);
  } finally {
    clearTimeout(timer);
  }
}
