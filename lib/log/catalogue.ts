/** Every event that the functions log: a stable code and what it means. Operations search by code. */
export const catalogue = {
  'request-refused': 'A request was answered with a problem of the caller’s.',
  'request-failed': 'A request failed through a fault of ours.',
  'submission-declared': 'A unit declared a submission and was given its upload forms.',
  'file-stored': 'The store reported a file and it was inspected.',
  'file-unknown': 'The store reported an object that belongs to no known submission.',
  'submission-received': 'All files of a submission are stored and clean; the receipt stands.',
  'submission-quarantined': 'A file was refused by inspection; the submission is not received.',
  'decision-taken': 'The Office decided about an obligation, or recorded a receipt that came off-system.',
  'obligations-opened': 'Obligations were opened for the units that owe them.',
  'sweep-finished': 'A sweep ended: what it sent, superseded and left for the next.',
  'rule-unknown':
    'An obligation names a rule or regime version that this release does not hold; nothing is said about it.',
  'letter-refused': 'The mail service refused a letter for good.',
  'letter-delayed': 'The mail service could not take a letter now; it stays due.',
  'digest-sent': 'The Office’s digest was sent.',
  'digest-empty': 'The Office’s digest had nothing to say.',
  'delivery-noted': 'The mail service reported a bounce or a complaint.',
  'registry-loaded': 'A registry file was loaded.',
  'account-changed': 'An account was created, changed or removed.',
  'portal-published': 'The files of the portal were put in place at a deployment.',
  'portal-not-published': 'The files of the portal could not be put in place; the deployment fails and is rolled back.',
} as const;
export type LogCode = keyof typeof catalogue;
