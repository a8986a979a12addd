import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-10-26T01:00:00Z', { goLive: '2026-10-01' });
});
afterAll(() => office.close());

const invitation = { role: 'unit', unit: 'so-tu-phap', email: 'can-bo@dienbien.example' };

describe('an account', () => {
  it('is made by the Office, works for its unit alone, and ends at once when it is removed', async () => {
    expect(await office.as('office', 'PUT', '/v1/accounts/can-bo-tu-phap', invitation)).toMatchObject({ status: 200 });
    expect(await office.as('can-bo-tu-phap', 'GET', '/v1/me')).toMatchObject({
      body: { role: 'unit', unit: { id: 'so-tu-phap', name: 'Sở Tư pháp' } },
    });
    expect(await office.as('can-bo-tu-phap', 'GET', '/v1/obligations?unit=so-noi-vu')).toMatchObject({ status: 403 });

    expect(await office.as('office', 'DELETE', '/v1/accounts/can-bo-tu-phap')).toMatchObject({ status: 204 });
    // The very token that worked a moment ago.
    expect(await office.as('can-bo-tu-phap', 'GET', '/v1/me')).toMatchObject({
      status: 403,
      body: { code: 'no-account' },
    });
  });

  it('stays on the Office’s list without its address when it is removed, and leaders and units see no list', async () => {
    const { items } = schemas.accounts.parse((await office.as('office', 'GET', '/v1/accounts')).body);
    expect(items.find(({ user }) => user === 'can-bo-tu-phap')).toEqual({
      user: 'can-bo-tu-phap',
      role: 'unit',
      unit: 'so-tu-phap',
      active: false,
    });
    for (const user of ['leader', 'so-tu-phap'])
      expect(await office.as(user, 'GET', '/v1/accounts')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('can be invited again, with another role and address', async () => {
    const leader = { role: 'leader', email: 'lanh-dao@dienbien.example' };
    expect(await office.as('office', 'PUT', '/v1/accounts/can-bo-tu-phap', leader)).toMatchObject({ status: 200 });
    expect(await office.as('can-bo-tu-phap', 'GET', '/v1/me')).toMatchObject({ status: 200, body: { role: 'leader' } });
  });

  it.each([
    ['for a unit that does not exist', 'x1', { ...invitation, unit: 'khong-co' }, 400],
    ['of a unit without a unit', 'x2', { role: 'unit', email: 'a@dienbien.example' }, 400],
    ['of the Office with a unit', 'x3', { ...invitation, role: 'office' }, 400],
    ['with a name of capitals and spaces', 'A%20B', invitation, 400],
    ['without an address', 'x4', { role: 'leader' }, 400],
  ])('is not made %s', async (_title, user, body, status) => {
    expect(await office.as('office', 'PUT', `/v1/accounts/${user}`, body)).toMatchObject({
      status,
      type: 'application/problem+json',
      body: { code: 'invalid-request' },
    });
  });

  it('is not made at the address of another, nor moved to it', async () => {
    const email = 'so-noi-vu@dienbien.example';
    const refusal = { status: 400, body: { errors: [{ field: 'email' }] } };
    expect(await office.as('office', 'PUT', '/v1/accounts/x5', { role: 'leader', email })).toMatchObject(refusal);
    const moved = await office.as('office', 'PUT', '/v1/accounts/leader', { role: 'leader', email });
    expect(moved).toMatchObject(refusal);
  });

  it('is not for units or leaders to make, nor for the Office to lock itself out', async () => {
    expect(await office.as('so-tu-phap', 'PUT', '/v1/accounts/x5', invitation)).toMatchObject({ status: 403 });
    expect(await office.as('leader', 'DELETE', '/v1/accounts/so-tu-phap')).toMatchObject({ status: 403 });
    expect(await office.as('office', 'DELETE', '/v1/accounts/office')).toMatchObject({ status: 400 });
    expect(await office.as('office', 'GET', '/v1/me')).toMatchObject({ status: 200 });
  });
});

describe('a bounce', () => {
  it('is noted on the unit and shown to the Office, and the address is not written to again', async () => {
    await office.request('POST', '/local/mail/dead', { address: 'so-noi-vu@dienbien.example' });
    await office.moveTo('2026-10-27T02:00:00Z');
    const before = (await office.mail()).filter((m) => m.to.includes('so-noi-vu@dienbien.example')).length;
    const { body } = await office.as('leader', 'GET', '/v1/units');
    const { items } = body as { items: { id: string; deadAddresses: { address: string; kind: string }[] }[] };
    expect(items.find((u) => u.id === 'so-noi-vu')?.deadAddresses).toMatchObject([
      { address: 'so-noi-vu@dienbien.example', kind: 'bounce' },
    ]);

    await office.moveTo('2026-10-28T02:00:00Z');
    expect((await office.mail()).filter((m) => m.to.includes('so-noi-vu@dienbien.example'))).toHaveLength(before);
    const digest = (await office.mail()).findLast((m) => m.subject.startsWith('[Tổng hợp 28/10/2026]'));
    expect(digest?.text).toContain('so-noi-vu@dienbien.example');
  });
});
