import * as z from 'zod';

const hasControl = /\p{Cc}|\p{Zl}|\p{Zp}|\p{Bidi_Control}/u;

/**
 * One line of text as a person types it: trimmed, in NFC, without control characters, which would break mail headers
 * and tables, without marks that turn the reading direction around, and without the brackets of markup.
 */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => text.length > 0, 'không được để trống')
    .refine((text) => !hasControl.test(text), 'phải là một dòng, không có ký tự điều khiển')
    .refine((text) => !/[<>]/.test(text), 'không được có dấu < hoặc >');
