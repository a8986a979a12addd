import { useState } from 'preact/hooks';
import type { Account, Units } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';
import { useApp } from '../../app.ts';
import { ask } from '../../ui/confirm.tsx';
import { TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { Refusal, useSending } from '../../ui/use-sending.tsx';
import { today } from '../../words/clock.ts';
import { matchesSearch } from '../../words/fold.ts';
import { roleNames } from '../../words/names.ts';
import { AccountForm, emptyDraft } from './account-form.tsx';
import { AccountTable } from './account-table.tsx';

interface Loadable {
  accounts: Account[];
  units: Units['items'];
}

/** Who may sign in, and as whom: invited, changed and removed by the Office, at once. */
export default function Accounts() {
  const { api, me } = useApp();
  const [typed, setTyped] = useState('');
  const [done, setDone] = useState('');
  const [draft, change, forget] = useDraft('account', emptyDraft);
  const removing = useSending();
  const data = useData('accounts', async (api, signal): Promise<Loadable> => {
    const [accounts, units] = await Promise.all([
      api.get<{ items: Account[] }>('/v1/accounts', signal),
      api.get<Units>('/v1/units', signal),
    ]);
    return { accounts: accounts.items, units: units.items };
  });
  const close = () => {
    change(emptyDraft);
    forget();
  };
  const edit = (account: Account, mode: 'invite' | 'change') => {
    setDone('');
    const { user, role, unit = '', email = '' } = account;
    change({ mode, user, role, unit, email });
    scrollTo({ top: 0 });
  };
  async function remove({ user }: Account): Promise<void> {
    setDone('');
    const yes = await ask({
      title: `Thu hồi tài khoản ${user}?`,
      text: 'Người dùng bị đăng xuất và mất quyền truy cập ngay; địa chỉ thư điện tử của tài khoản bị xóa. Những gì đã ghi nhận dưới tên này được giữ nguyên.',
      yes: 'Thu hồi',
    });
    if (!yes) return;
    const removed = await removing.run(async () => {
      await api.send('DELETE', `/v1/accounts/${encodeURIComponent(user)}`);
    });
    if (removed) setDone(`Đã thu hồi tài khoản ${user}.`);
    data.reload();
  }
  return (
    <Page
      title="Tài khoản người dùng"
      actions={
        draft.mode === 'closed' && (
          <button
            type="button"
            class="button button-main"
            onClick={() => {
              setDone('');
              change({ ...emptyDraft, mode: 'invite' });
            }}
          >
            Mời người dùng
          </button>
        )
      }
    >
      <div role="status">{done && <p class="note note-good">{done}</p>}</div>
      <Refusal sending={removing} names={{ user: 'Tên đăng nhập' }} />
      <Loaded data={data}>
        {({ accounts, units }) => {
          const names = new Map(units.map(({ id, name }) => [id, name]));
          const unitOf = ({ unit }: Account) => (unit === undefined ? '' : (names.get(unit) ?? unit));
          const found = accounts.filter((account) =>
            matchesSearch(
              `${account.user} ${unitOf(account)} ${account.email ?? ''} ${roleNames[account.role]}`,
              typed,
            ),
          );
          const valid = units.filter(({ validTo }) => validTo === undefined || validTo >= today());
          const table = { unitOf, me: me.user, onEdit: edit, onRemove: (account: Account) => void remove(account) };
          const removed = found.filter(({ active }) => !active);
          return (
            <>
              {draft.mode !== 'closed' && (
                <AccountForm
                  draft={draft}
                  change={change}
                  accounts={accounts}
                  units={valid}
                  onCancel={close}
                  onDone={({ user }) => {
                    setDone(draft.mode === 'invite' ? `Đã mời ${user}.` : `Đã sửa tài khoản ${user}.`);
                    close();
                    data.reload();
                  }}
                />
              )}
              <TextField
                label="Tìm theo tên, đơn vị, thư điện tử hoặc vai trò"
                name="search"
                value={typed}
                onInput={setTyped}
                inputMode="search"
              />
              <AccountTable {...table} caption="Tài khoản đang dùng" accounts={found.filter(({ active }) => active)} />
              {removed.length > 0 && (
                <section class="removed-accounts">
                  <h2>Tài khoản đã thu hồi</h2>
                  <AccountTable {...table} caption="Tài khoản đã thu hồi" accounts={removed} />
                </section>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
