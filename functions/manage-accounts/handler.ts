import { createHttpApp, type HttpDeps, readJson, requireRole, toLambda } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { accountRequestSchema } from '../../lib/http/requests/account.ts';
import { parseOrRefuse } from '../../lib/http/validation.ts';
import type { Account, AccountStore } from '../../lib/store/accounts.ts';
import { AddressTaken, type SignIn } from '../../lib/store/sign-in.ts';
import type { UnitStore } from '../../lib/store/units.ts';

export interface Deps extends HttpDeps {
  accounts: Pick<AccountStore, 'get' | 'put' | 'list'>;
  units: Pick<UnitStore, 'get'>;
  signIn: SignIn;
}

/** Sign-in names are short and plain; a unit's usual one is its id. */
const userPattern = /^[a-z0-9][a-z0-9._-]{1,79}$/;

/**
 * Invites people, changes what they may do, and removes them at once: the register's account item decides at each
 * request, so nobody waits for a token to expire. The sign-in follows: signed out everywhere, and deleted. Of whoever
 * left stay name, role and unit, since histories name who acted.
 */
export function createManageAccountsHandler(deps: Deps) {
  const app = createHttpApp(deps);
  const userOf = (user: string) => {
    if (userPattern.test(user)) return user;
    const message = '2 đến 80 ký tự: chữ thường không dấu, số, dấu chấm, gạch ngang, gạch dưới';
    throw new Problem('invalid-request', 'Tên tài khoản chưa hợp lệ.', [{ field: 'user', message }]);
  };

  async function invite(user: string, email: string) {
    try {
      await deps.signIn.invite(user, email);
    } catch (error) {
      if (!(error instanceof AddressTaken)) throw error;
      const message = 'đã là địa chỉ của một tài khoản khác';
      throw new Problem('invalid-request', 'Địa chỉ thư đã được dùng.', [{ field: 'email', message }]);
    }
  }

  /** The first Office account has rights before it has an item; an item that says it is removed takes them for good. */
  async function known(user: string): Promise<Pick<Account, 'role' | 'unit'> | undefined> {
    const account = await deps.accounts.get(user);
    return account ?? (user === deps.bootstrapOfficeUser ? { role: 'office' } : undefined);
  }

  app.get('/v1/accounts', async (c) => {
    requireRole(c.var.caller, 'office');
    return c.json({ items: await deps.accounts.list() });
  });

  app.put('/v1/accounts/:user', async (c) => {
    requireRole(c.var.caller, 'office');
    const user = userOf(c.req.param('user'));
    const body = await readJson(c);
    const { email, role, unit } = parseOrRefuse(
      accountRequestSchema,
      body,
      'invalid-request',
      'Đề nghị sửa các trường sau.',
    );
    if (unit && !(await deps.units.get(unit)))
      throw new Problem('invalid-request', 'Đơn vị không có trong danh sách.', [
        { field: 'unit', message: 'không có' },
      ]);
    if (user === c.var.caller.user && role !== 'office')
      throw new Problem('invalid-request', 'Không thể tự bỏ quyền Văn phòng của chính mình.');
    // A sign-in that a removal left behind when it broke off has another person's password.
    if ((await deps.accounts.get(user))?.active === false) await deps.signIn.remove(user);
    await invite(user, email);
    const account = { user, role, ...(unit ? { unit } : {}), active: true, email };
    await deps.accounts.put(account);
    deps.log('info', 'account-changed', { user, role, unit });
    return c.json(account);
  });

  app.delete('/v1/accounts/:user', async (c) => {
    requireRole(c.var.caller, 'office');
    const user = userOf(c.req.param('user'));
    if (user === c.var.caller.user) throw new Problem('invalid-request', 'Không thể tự xóa tài khoản của chính mình.');
    const account = await known(user);
    if (!account) throw new Problem('not-found', 'Không có tài khoản này.');
    const { role, unit } = account;
    await deps.accounts.put({ user, role, ...(unit ? { unit } : {}), active: false });
    await deps.signIn.remove(user);
    deps.log('info', 'account-changed', { user, active: false });
    return c.body(null, 204);
  });
  return toLambda(app);
}
