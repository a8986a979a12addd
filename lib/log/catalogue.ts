/** Every event that the functions log: a stable code and what it means. Operations search by code. */
export const catalogue = {
  'request-refused': 'A request was answered with a problem of the caller’s.',
  'request-failed': 'A request failed through a fault of ours.',
  'submission-declared': 'A unit declared a submission and was given its upload forms.',
  'file-stored': 'The store reported a file and it was inspected.',
  'file-unknown': 'The store reported an object that belongs to no known submission.',
  'submission-received': 'All files of a submission are stored and clean; the receipt stands.',
  'submission-quarantined': 'A file was refused by inspection; the submission is not received.',
  'request-opened': 'A request for thematic reports was opened, and the obligations that it makes.',
  'request-closed': 'A request was closed: nothing is awaited under it any more.',
  'report-opened': 'A report that nobody had expected was opened: thematic, ad hoc, or a copy to the centre.',
  'decision-taken': 'The Office decided about an obligation, or recorded a receipt that came off-system.',
  'units-urged': 'The Office urged units by hand; the letters go out with the next sweep.',
  'obligations-opened': 'Obligations were opened for the units that owe them, and withdrawn from those that do not.',
  'sweep-finished': 'A sweep ended: what it sent, superseded and left for the next.',
  'rule-unknown':
    'An obligation names a rule or regime version that this release does not hold; nothing is said about it.',
  'letter-refused': 'The mail service refused a letter for good.',
  'letter-delayed': 'The mail service could not take a letter now; it stays due.',
  'digest-sent': 'The Office’s digest was sent.',
  'digest-empty': 'The Office’s digest had nothing to say.',
  'delivery-noted': 'The mail service reported a bounce or a complaint.',
  'registry-loaded': 'A registry file was loaded.',
  'histories-sealed': 'The heads of all histories were sealed for the day, or had been before.',
  'history-set-back':
    'An obligation that was sealed before is gone, or its history is not what was sealed: somebody changed the register by hand.',
  'seal-foreign': 'Something was stored as a day’s seal before that day began; it is passed over.',
  'seal-unreadable': 'The seal before is not a seal, or does not hold; what it held is not compared with.',
  'calendar-changed': 'A unit made a calendar address, replaced it, or took it back.',
  'account-changed': 'An account was created, changed or removed.',
} as const;
export type LogCode = keyof typeof catalogue;
