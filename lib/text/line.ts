import * as z from 'zod';

const hasControl = /\p{C}|\p{Zl}|\p{Zp}/u;

/**
 * One line of text as a person types it: trimmed, in NFC, with something to read in it; without control and format
 * characters (they break mail headers and tables, hide, or turn the reading direction around), halves of characters, and
 * the brackets of markup.
 */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.isWellFormed(), 'có ký tự không đọc được')
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => text.length > 0, 'không được để trống')
    .refine((text) => !hasControl.test(text), 'phải là một dòng, không có ký tự điều khiển')
    .refine((text) => text.length === 0 || /[\p{L}\p{N}]/u.test(text), 'phải có chữ hoặc số')
    .refine((text) => !/[<>]/.test(text), 'không được có dấu < hoặc >');
