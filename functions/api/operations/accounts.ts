import * as z from 'zod';
import { accountRequestSchema } from '../../../lib/http/requests/account.ts';
import * as schemas from '../schemas/index.ts';
import { json, type Operation } from './operation.ts';

/** Who is signed in, who may, and what stands open without: a unit's calendar at its secret address, and this description. */
export const accountsOperations: Operation[] = [
  { method: 'get', path: '/v1/me', id: 'getMe', summary: 'Who is signed in', answer: schemas.me, refusals: [] },
  {
    method: 'get',
    path: '/v1/accounts',
    id: 'listAccounts',
    summary: 'Every account, those removed included; of these no address is kept',
    answer: schemas.accounts,
    refusals: ['forbidden'],
  },
  {
    method: 'put',
    path: '/v1/accounts/{user}',
    id: 'putAccount',
    summary: 'Invite a person, or change what an account may do',
    body: { schema: accountRequestSchema, type: json },
    answer: schemas.account,
    refusals: ['invalid-json', 'invalid-request', 'forbidden', 'payload-too-large'],
  },
  {
    method: 'delete',
    path: '/v1/accounts/{user}',
    id: 'removeAccount',
    summary: 'Remove an account at once, with its sign-in and its address; its name, role and unit stay on record',
    status: 204,
    refusals: ['invalid-request', 'forbidden', 'not-found'],
  },
  {
    method: 'get',
    path: '/v1/calendar',
    id: 'getCalendar',
    summary: 'Whether the unit’s calendar address works',
    answer: schemas.calendarState,
    refusals: ['forbidden'],
  },
  {
    method: 'post',
    path: '/v1/calendar',
    id: 'makeCalendar',
    summary: 'Make the unit’s calendar address; the one before stops working',
    answer: schemas.calendarAddress,
    status: 201,
    refusals: ['forbidden'],
  },
  {
    method: 'delete',
    path: '/v1/calendar',
    id: 'revokeCalendar',
    summary: 'Take the unit’s calendar address back',
    status: 204,
    refusals: ['forbidden'],
  },
  {
    method: 'get',
    path: '/v1/calendars/{address}',
    id: 'readCalendar',
    summary: 'The unit’s deadlines as iCalendar (RFC 5545), by its secret address',
    answer: z.string(),
    answerType: 'text/calendar',
    public: true,
    refusals: ['not-found'],
  },
  {
    method: 'get',
    path: '/v1/openapi.json',
    id: 'getDescription',
    summary: 'This document',
    answer: z.record(z.string(), z.unknown()),
    refusals: [],
    public: true,
  },
];
