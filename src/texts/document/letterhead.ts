import type { Office } from '../../core/organization/office.ts';
import { midSentence, withoutKind } from '../unit-names.ts';

/** Who issues a document and who signs it, in capitals where a document has them. */
export type Letterhead = {
  /** The body above the issuing one; none: it has none that documents name. */
  readonly parent: readonly string[];
  readonly issuer: readonly string[];
  /** What follows the kind of document in its symbol: `UBND`, `BDVHU`. */
  readonly symbol: string;
  /** Where it is issued: `Vĩnh Thuận`. */
  readonly place: string;
  /** The issuing body inside a sentence: `UBND huyện Vĩnh Thuận`. */
  readonly name: string;
  readonly signature: Signature;
};

export type Signature = {
  /** On whose behalf the signer signs; absent: a head signs with the title alone. */
  readonly authority?: string;
  readonly title: string;
  /** Null: nobody is known to hold the post. */
  readonly name: string | null;
};

/** A committee of the Party at the end of a body's name: `Ban Dân vận` + `Huyện ủy`. */
const COMMITTEE = /^(.*\S)\s+(\p{L}+ (?:ủy|uỷ)(?:\s.*)?)$/u;
const PEOPLES_COMMITTEE = /^(?:UBND|(?:Ủy|Uỷ) ban nhân dân)(?=\s|$)\s*/u;
const COUNCIL_NAME = 'ỦY BAN NHÂN DÂN';
/** The offices that head a body; what follows in a title names the body again. */
const HEADS = /^(?:Chủ tịch|Bí thư|Trưởng ban|Trưởng phòng|Giám đốc|Chánh văn phòng|Thủ trưởng)(?=\s|$)/iu;
const DEPUTY = /^Phó\s/iu;

/** Takes the names of bodies apart by the words that such names are made of; nothing depends on a tier. */
export function letterheadOf(office: Office): Letterhead {
  const place = withoutKind(office.unit);
  const signer = signerOf(office);
  return office.style === 'party' ? partyHead(office, place, signer) : governmentHead(office, place, signer);
}

type Signer = Pick<Signature, 'title' | 'name'>;

function governmentHead({ body, unit }: Office, place: string, signer: Signer): Letterhead {
  const rest = body.replace(PEOPLES_COMMITTEE, '');
  if (rest === body) {
    return {
      parent: [COUNCIL_NAME, upper(unit)],
      issuer: [upper(body)],
      symbol: initials(body),
      place,
      name: body,
      signature: signer,
    };
  }
  // "UBND huyện" names the kind alone; the document names the unit.
  const named = rest === '' || !/\s/.test(rest) ? unit : rest;
  return {
    parent: [],
    issuer: [COUNCIL_NAME, upper(named)],
    symbol: 'UBND',
    place,
    name: `UBND ${midSentence(named)}`,
    signature: { authority: COUNCIL_NAME, ...signer },
  };
}

function partyHead({ body, unit }: Office, place: string, signer: Signer): Letterhead {
  const [, board, committee] = COMMITTEE.exec(body) ?? [];
  if (board === undefined || committee === undefined) {
    return {
      parent: [],
      issuer: [upper(body)],
      symbol: initials(body),
      place,
      name: body,
      signature: signer,
    };
  }
  const isNamed = committee.split(/\s+/).length > 2;
  // A "Đảng ủy" is of the unit as it is called; a "Huyện ủy" says its kind itself.
  const of = /^Đảng/iu.test(committee) ? unit : place;
  return {
    parent: [upper(isNamed ? committee : `${committee} ${of}`)],
    issuer: [upper(board)],
    symbol: initials(`${board} ${committee.split(/\s+/).slice(0, 2).join(' ')}`),
    place,
    name: isNamed ? body : `${body} ${of}`,
    signature: signer,
  };
}

/** The head signs; where only deputies are known the official who signs changes it. */
function signerOf({ leaders }: Office): Signer {
  const head = leaders.find(({ title }) => !DEPUTY.test(title)) ?? leaders[0];
  if (!head) return { title: '[…]', name: null };
  const [title = head.title] = HEADS.exec(head.title) ?? [];
  return { title: upper(title), name: head.holder };
}

function upper(words: string): string {
  return words.toLocaleUpperCase('vi');
}

/** `Ban Tuyên giáo và Dân vận Tỉnh ủy` → `BTGDVTU`: no marks, and no letter for the words between. */
function initials(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => word !== 'và' && word !== '-')
    .map((word) => word.normalize('NFD').replaceAll(/\p{M}/gu, '').charAt(0).toUpperCase())
    .join('');
}
