import * as z from 'zod';
import { loadQuerySchema } from '../../../lib/http/requests/registry.ts';
import { unitsQuerySchema } from '../query.ts';
import * as schemas from '../schemas/index.ts';
import type { Operation } from './operation.ts';

/** The registry of units (R25). */
export const registryOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/units',
    id: 'listUnits',
    summary: 'The registry today or as of a date, with addresses that mail does not reach',
    query: unitsQuerySchema,
    answer: schemas.units,
    refusals: ['invalid-request', 'forbidden'],
  },
  {
    method: 'get',
    path: '/v1/units/{id}',
    id: 'getUnit',
    summary: 'A unit, every version of it and who loaded what; a unit sees itself only',
    answer: schemas.unit,
    refusals: ['not-found'],
  },
  {
    method: 'put',
    path: '/v1/units',
    id: 'loadUnits',
    summary:
      'Load the registry from CSV, all or nothing; `dryRun=true` tells what would change and what follows from it',
    query: loadQuerySchema,
    body: { schema: z.string(), type: 'text/csv' },
    answer: schemas.registryChange,
    refusals: ['invalid-request', 'forbidden', 'conflict', 'payload-too-large', 'invalid-registry'],
  },
  {
    method: 'delete',
    path: '/v1/units/{id}/dead-addresses/{address}',
    id: 'reviveAddress',
    summary: 'Let letters go again to an address that they did not reach',
    status: 204,
    refusals: ['forbidden', 'not-found'],
  },
];
