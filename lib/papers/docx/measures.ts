import type { PaperForm } from '../form/form.ts';

const TWIPS_PER_MM = 1440 / 25.4;

/** Millimetres in twentieths of a point, in which Word measures. */
export const twips = (mm: number): number => Math.round(mm * TWIPS_PER_MM);

/** Points in halves, in which Word measures type. */
export const halfPoints = (points: number): number => Math.round(points * 2);

/** The width between the margins, in twips. */
const textWidth = ({ page }: PaperForm): number => twips(page.width - page.left - page.right);

/** So many per cent of the width between the margins, in twips. */
export const share = (form: PaperForm, percent: number): number => Math.round((textWidth(form) * percent) / 100);

/** Pixels, at 96 to the inch, of a width in millimetres. */
export const pixels = (mm: number): number => Math.round((mm / 25.4) * 96);
