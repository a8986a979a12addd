/** What is known of a request when it has been answered, by the names of API Gateway's `$context` variables. */
export type RequestContext = Readonly<Record<string, string | number | undefined>>;

/** A line of the access log: the format with its variables filled in, for use within JSON text; `-` for what is not known, as in API Gateway. */
export const accessLine = (format: string, context: RequestContext): string =>
  format.replace(/\$context\.([A-Za-z.]*[A-Za-z])/g, (_, name: string) =>
    JSON.stringify(String(context[name] ?? '-')).slice(1, -1),
  );
