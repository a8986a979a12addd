/** A letter as a function asks SES to send it. */
export interface MailRequest {
  source: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  text: string;
  html: string;
  configurationSet: string | undefined;
  tags: Record<string, string>;
}

/** The elements of a list in a form of the query protocol, in order: `name.member.1`, `name.member.2`… */
function members(form: URLSearchParams, name: string, suffix = ''): string[] {
  const found: string[] = [];
  for (let i = 1; ; i += 1) {
    const value = form.get(`${name}.member.${i}${suffix}`);
    if (value === null) return found;
    found.push(value);
  }
}

/** Reads the form of a `SendEmail` request. */
export function readMailRequest(form: URLSearchParams): MailRequest {
  const names = members(form, 'Tags', '.Name');
  const values = members(form, 'Tags', '.Value');
  return {
    source: form.get('Source') ?? '',
    to: members(form, 'Destination.ToAddresses'),
    cc: members(form, 'Destination.CcAddresses'),
    bcc: members(form, 'Destination.BccAddresses'),
    replyTo: members(form, 'ReplyToAddresses'),
    subject: form.get('Message.Subject.Data') ?? '',
    text: form.get('Message.Body.Text.Data') ?? '',
    html: form.get('Message.Body.Html.Data') ?? '',
    configurationSet: form.get('ConfigurationSetName') ?? undefined,
    tags: Object.fromEntries(names.map((name, i) => [name, values[i] ?? ''])),
  };
}
