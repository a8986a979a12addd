import type { Access } from '../roles/policy.ts';
import type { MailSpec } from '../template/post.ts';
import type { Surroundings } from '../template/resolve.ts';
import type { MailRequest } from './message.ts';

/** A refusal as SES words it. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
}

const refuse = (code: string, message: string, status = 400): Refusal => ({ status, code, message });

const RECIPIENTS_MAX = 50;
const MESSAGE_MAX_BYTES = 10 * 1024 * 1024;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

const hasControls = (text: string): boolean => /\p{Cc}/u.test(text);

/** The bare address of `a@b` or `Name <a@b>`, in lower case. */
export const bareAddress = (address: string): string =>
  (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();

function addressFault(address: string): string | undefined {
  if (hasControls(address)) return 'Control or whitespace not allowed';
  // SES v1 takes only ASCII here: a display name in Vietnamese must come as an encoded word.
  if (/[^\x20-\x7e]/.test(address)) return 'Non ASCII address';
  return ADDRESS.test(bareAddress(address)) ? undefined : 'Illegal address';
}

/** The identity that stands for a sender: its address, its domain, or a domain above. */
function identityOf(source: string, { identities }: MailSpec): string | undefined {
  const address = bareAddress(source);
  const domain = address.slice(address.indexOf('@') + 1);
  return identities.find((identity) => identity === address || identity === domain || domain.endsWith(`.${identity}`));
}

/** What a caller must be allowed to send a letter: the identity, and the configuration set that it goes by. */
export function accessesOf(mail: MailRequest, spec: MailSpec, { region, account }: Surroundings): Access[] {
  const identity = identityOf(mail.source, spec) ?? bareAddress(mail.source);
  const set = mail.configurationSet === undefined ? [] : [`configuration-set/${mail.configurationSet}`];
  return [`identity/${identity}`, ...set].map((resource) => ({
    action: 'ses:SendEmail',
    resource: `arn:aws:ses:${region}:${account}:${resource}`,
    context: { 'ses:FromAddress': [bareAddress(mail.source)] },
  }));
}

/** What SES would say against a letter; undefined when it would take it. */
export function faultOf(mail: MailRequest, spec: MailSpec, region: string): Refusal | undefined {
  const recipients = [...mail.to, ...mail.cc, ...mail.bcc];
  if (recipients.length === 0) return refuse('InvalidParameterValue', 'Missing required header To.');
  if (recipients.length > RECIPIENTS_MAX)
    return refuse('InvalidParameterValue', `Recipient count exceeds ${RECIPIENTS_MAX}.`);
  for (const address of [mail.source, ...mail.replyTo, ...recipients]) {
    const fault = addressFault(address);
    if (fault) return refuse('InvalidParameterValue', `${fault}: ${JSON.stringify(address)}`);
  }
  if (hasControls(mail.subject))
    return refuse('InvalidParameterValue', 'Control characters not allowed in the subject.');
  if (mail.text === '' && mail.html === '') return refuse('ValidationError', 'The message has no body.');
  if (Buffer.byteLength(mail.text + mail.html + mail.subject) > MESSAGE_MAX_BYTES)
    return refuse('MessageRejected', `Message length is more than ${MESSAGE_MAX_BYTES} bytes long.`);
  if (Object.entries(mail.tags).some(([name, value]) => !TAG.test(name) || !TAG.test(value)))
    return refuse('InvalidParameterValue', 'Tag names and values take letters, digits, _ and -, at most 256.');
  if (mail.configurationSet !== undefined && !spec.configurationSets.has(mail.configurationSet))
    return refuse('ConfigurationSetDoesNotExist', `Configuration set <${mail.configurationSet}> does not exist.`);
  if (identityOf(mail.source, spec) === undefined)
    return refuse(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${mail.source}`,
    );
  return undefined;
}
