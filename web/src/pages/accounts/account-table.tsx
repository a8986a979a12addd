import type { Account } from '../../api/types.ts';
import { type Column, DataTable } from '../../ui/table.tsx';
import { roleNames } from '../../words/names.ts';
import './accounts.css';

export interface AccountTableProps {
  caption: string;
  accounts: readonly Account[];
  unitOf: (account: Account) => string;
  /** The account of the reader, which cannot be removed. */
  me: string;
  onEdit: (account: Account, mode: 'invite' | 'change') => void;
  onRemove: (account: Account) => void;
}

/** Accounts with what can be done about each. */
export function AccountTable({ caption, accounts, unitOf, me, onEdit, onRemove }: AccountTableProps) {
  const columns: readonly Column<Account>[] = [
    { id: 'user', title: 'Tên đăng nhập', cell: ({ user }) => user },
    { id: 'role', title: 'Vai trò', cell: ({ role }) => roleNames[role] },
    { id: 'unit', title: 'Đơn vị', cell: (account) => unitOf(account) || '–' },
    { id: 'email', title: 'Thư điện tử', cell: ({ email }) => email ?? '–' },
    {
      id: 'actions',
      title: 'Thao tác',
      cell: (account) => (
        <span class="account-actions">
          <button
            type="button"
            class="button button-small"
            onClick={() => onEdit(account, account.active ? 'change' : 'invite')}
          >
            {account.active ? 'Sửa' : 'Mời lại'}
            <span class="hidden"> tài khoản {account.user}</span>
          </button>
          {account.active && account.user !== me && (
            <button type="button" class="button button-small" onClick={() => onRemove(account)}>
              Thu hồi<span class="hidden"> tài khoản {account.user}</span>
            </button>
          )}
          {account.user === me && <span class="soft">đang đăng nhập</span>}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={accounts}
      keyOf={({ user }) => user}
      empty="Không có tài khoản nào."
    />
  );
}
