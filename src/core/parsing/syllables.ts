/**
 * Whether letters without diacritics can be one Vietnamese syllable. A label with a slip in it ("khiue nai") is
 * corrected silently never, and with a remark only where the typed letters cannot be a word of their own.
 */
const ONSETS = [
  'ngh', 'ch', 'gh', 'gi', 'kh', 'ng', 'nh', 'ph', 'qu', 'th', 'tr',
  'b', 'c', 'd', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'x', '',
]; // prettier-ignore
const RIMES = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich im in inh ip it iu ' +
    'iec iem ien ieng iep iet ieu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ' +
    'ong op ot u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu ' +
    'uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu'
  ).split(' '),
);
const known = new Map<string, boolean>();
/** Bounds the memory that odd words can take. */
const MAX_KNOWN = 20_000;

export function isSyllable(fold: string): boolean {
  if (fold.length > 7) return false;
  const remembered = known.get(fold);
  if (remembered !== undefined) return remembered;
  const answer =
    fold === 'gi' ||
    ONSETS.some(
      (onset) => fold.startsWith(onset) && RIMES.has(fold.slice(onset.length)) && fits(onset, fold),
    );
  if (known.size < MAX_KNOWN) known.set(fold, answer);
  return answer;
}

/** The rules of spelling: k, gh, ngh before e, i, y alone, c, g, ng before the others; y after few onsets ("gy" is none). */
function fits(onset: string, fold: string): boolean {
  const isFront = 'eiy'.includes(fold.charAt(onset.length));
  if ((onset === 'k' || onset === 'gh' || onset === 'ngh') && !isFront) return false;
  if ((onset === 'c' || onset === 'g' || onset === 'ng') && isFront) return false;
  return (
    fold.length - onset.length !== 1 || !fold.endsWith('y') || 'hklmnstv'.includes(onset) || onset === 'qu'
  );
}
