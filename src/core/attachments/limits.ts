/** Largest file that is kept. A photo of a phone has 1 to 5 MB, a scanned report of ten pages as much; Telegram gives bots up to 20 MB. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** Files of one report at most, so that no report fills the disk: with 8 units and weekly reports at worst 1.6 GB a week. */
export const MOST_FILES = 20;

/** Names of files longer than this are cut: they are shown in chats and lists. */
export const MAX_NAME_LENGTH = 120;
