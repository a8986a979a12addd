/** The settings with which the local cloud synthesises the stack. What differs from start to start is not among them. */
export const LOCAL_SETTINGS = {
  stage: 'local',
  region: 'ap-southeast-1',
  dataLocationDecision: 'none needed: everything stays on this machine',
  provinceName: 'Điện Biên',
  senderDomain: 'dienbien.example',
  senderAddress: 'baocao@dienbien.example',
  officeAddress: 'vanphong.tinhuy@dienbien.example',
  bootstrapAddress: 'vanphong.tinhuy@dienbien.example',
  opsAddress: 'vanhanh@dienbien.example',
  portalUrl: 'http://localhost:4310/',
  goLive: '2026-01-01',
  sealYears: 10,
  // One click signs in here; nobody on this machine has to be kept out.
  mfa: 'optional',
  timerShards: 4,
  // A month of notices is to be seen in a minute.
  maxSendRate: 1000,
} as const;

/** The account that the template is resolved for; there is none. */
export const LOCAL_ACCOUNT = '000000000000';

/** What the template is resolved for. */
export const LOCAL_SURROUNDINGS = {
  account: LOCAL_ACCOUNT,
  region: LOCAL_SETTINGS.region,
  stack: `dung-han-${LOCAL_SETTINGS.stage}`,
};
