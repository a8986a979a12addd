import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { all, functions } from './synthesis.ts';

const [dashboard] = all(
  'AWS::CloudWatch::Dashboard',
  z.object({ DashboardName: z.string(), DashboardBody: z.unknown() }),
);
/** The page as the template writes it: JSON in pieces, between references. */
const page = JSON.stringify(dashboard?.props.DashboardBody).replaceAll('\\"', '"');

describe('the dashboard', () => {
  it('goes by the name of the deployment', () => {
    expect(dashboard?.props.DashboardName).toBe('dung-han-example');
  });

  it('shows what comes in, what goes out and what waits', () => {
    for (const wanted of ['submission-received', 'AWS/SES', 'sweep-finished', '5xx']) expect(page).toContain(wanted);
  });

  it.each(functions.map(({ name }) => name).filter((name) => name !== 'publish-portal'))(
    'shows the errors of %s',
    (name) => {
      expect(page).toContain(`"label":"${name}"`);
    },
  );
});
