import { describe, expect, it } from 'vitest';
import { accessLine } from '../../../../infra/local/gateway/access-log.ts';

const format = JSON.stringify({
  user: '$context.authorizer.claims.username',
  path: '$context.path',
  status: '$context.status',
});

describe('a line of the access log', () => {
  it('has what is known of the request, and a dash for what is not', () => {
    expect(JSON.parse(accessLine(format, { path: '/v1/me', status: 500 }))).toEqual({
      user: '-',
      path: '/v1/me',
      status: '500',
    });
  });

  it('is JSON whatever the caller asked for', () => {
    const path = '/v1/"}\n{"$context.status';
    expect(JSON.parse(accessLine(format, { path }))).toMatchObject({ path });
  });
});
