import type { Account, Units } from '../../api/types.ts';
import { useApp } from '../../app.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { UnitField } from '../../ui/unit-field.tsx';
import { type FieldError, Refusal, useSending } from '../../ui/use-sending.tsx';
import { roleNames } from '../../words/names.ts';

/** An account as it is typed in. */
export interface AccountDraft {
  /** Whether the form stands open, and whether for a new account or for one that is there. */
  mode: 'closed' | 'invite' | 'change';
  user: string;
  role: Account['role'];
  unit: string;
  email: string;
}

export const emptyDraft: AccountDraft = { mode: 'closed', user: '', role: 'unit', unit: '', email: '' };

const names = { user: 'Tên đăng nhập', role: 'Vai trò', unit: 'Đơn vị', email: 'Thư điện tử' };
const roles = Object.entries(roleNames).map(([value, label]) => ({ value, label }));
const roleOf = (value: string): Account['role'] => (value === 'office' || value === 'leader' ? value : 'unit');

/** What can be seen to be wrong before anything is sent. */
export function faultsOf({ mode, user, role, unit, email }: AccountDraft, accounts: readonly Account[]): FieldError[] {
  const faults: FieldError[] = [];
  if (!/^[a-z0-9][a-z0-9._-]{1,79}$/.test(user))
    faults.push({
      field: 'user',
      message: '2 đến 80 ký tự: chữ thường không dấu, số, dấu chấm, gạch ngang, gạch dưới',
    });
  else if (mode === 'invite' && accounts.some((account) => account.user === user && account.active))
    faults.push({ field: 'user', message: 'đã có tài khoản này; để thay đổi, chọn Sửa trong danh sách' });
  if (role === 'unit' && !unit) faults.push({ field: 'unit', message: 'chọn đơn vị trong danh sách' });
  if (!/^\S+@\S+\.\S+$/.test(email.trim()))
    faults.push({ field: 'email', message: 'không phải là địa chỉ thư điện tử' });
  return faults;
}

export interface AccountFormProps {
  draft: AccountDraft;
  change: (part: Partial<AccountDraft>) => void;
  accounts: readonly Account[];
  units: Units['items'];
  onDone: (saved: Account) => void;
  onCancel: () => void;
}

/** Invites a person, or changes what an account may do. */
export function AccountForm({ draft, change, accounts, units, onDone, onCancel }: AccountFormProps) {
  const { api, me } = useApp();
  const sending = useSending();
  const isOwn = draft.user === me.user;
  async function save(): Promise<void> {
    const { user, role, unit, email } = draft;
    const body = { role, email: email.trim(), ...(role === 'unit' ? { unit } : {}) };
    onDone(await api.send<Account>('PUT', `/v1/accounts/${encodeURIComponent(user)}`, body));
  }
  return (
    <form
      class="card"
      noValidate
      aria-labelledby="bieu-mau-tai-khoan"
      onSubmit={(event) => {
        event.preventDefault();
        void sending.run(save, faultsOf(draft, accounts));
      }}
    >
      <h2 id="bieu-mau-tai-khoan">{draft.mode === 'invite' ? 'Mời người dùng' : `Sửa tài khoản ${draft.user}`}</h2>
      <Refusal sending={sending} names={names} />
      {draft.mode === 'invite' && (
        <TextField
          label="Tên đăng nhập"
          name="user"
          value={draft.user}
          maxLength={80}
          hint="Chữ thường không dấu, ví dụ: van-thu.so-tu-phap"
          onInput={(user) => change({ user: user.toLowerCase() })}
          error={sending.of('user')}
        />
      )}
      {isOwn ? (
        <p class="note">Tài khoản của đồng chí: chỉ sửa được thư điện tử, không tự bỏ quyền Văn phòng.</p>
      ) : (
        <Radios
          legend="Vai trò"
          name="role"
          value={draft.role}
          choices={roles}
          onChange={(role) => change({ role: roleOf(role) })}
          error={sending.of('role')}
        />
      )}
      {draft.role === 'unit' && (
        <UnitField
          label="Đơn vị"
          name="unit"
          units={units}
          value={draft.unit}
          onChange={(unit) => change({ unit })}
          error={sending.of('unit')}
        />
      )}
      <TextField
        label="Thư điện tử"
        name="email"
        inputMode="email"
        value={draft.email}
        maxLength={254}
        hint="Lời mời và mật khẩu tạm thời được gửi tới địa chỉ này."
        onInput={(email) => change({ email })}
        error={sending.of('email')}
      />
      <div class="form-actions">
        <button type="submit" class="button button-main" disabled={sending.busy}>
          {draft.mode === 'invite' ? 'Gửi lời mời' : 'Lưu thay đổi'}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          Thôi
        </button>
      </div>
    </form>
  );
}
