/** Who issues the Office's papers, as their head and foot say it. */
export interface Issuer {
  superior: string;
  body: string;
  /** Where the paper is signed. */
  place: string;
  /** The last part of a number: `…-BC/VPTU`. */
  sign: string;
  /** Who signs, by office; the name is left for the signature. */
  signer: string;
}

/** The province whose Office this is, unless a setting says otherwise. */
export const DEFAULT_PROVINCE = 'Điện Biên';

/** The issuer of a province's papers: its Party Office. */
export const officeOf = (province: string): Issuer => ({
  superior: `TỈNH ỦY ${province.toLocaleUpperCase('vi')}`,
  body: 'VĂN PHÒNG',
  place: province,
  sign: 'VPTU',
  signer: 'CHÁNH VĂN PHÒNG',
});
