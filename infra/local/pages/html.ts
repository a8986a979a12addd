import { escapeHtml } from '../../../lib/notices/text/markup.ts';

/** Markup that is safe to send; only `html` makes it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const insert = (value: unknown): string => {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(insert).join('');
  return value === undefined ? '' : escapeHtml(String(value));
};

/** Markup with values in it; whatever is not markup itself is escaped. */
export const html = (parts: TemplateStringsArray, ...values: unknown[]): Html =>
  new Html(String.raw({ raw: parts }, ...values.map(insert)));
