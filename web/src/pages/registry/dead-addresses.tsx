import type { Unit } from '../../api/types.ts';
import { useApp } from '../../app.ts';
import { ask } from '../../ui/confirm.tsx';
import { Refusal, useSending } from '../../ui/use-sending.tsx';
import { formatInstant } from '../../words/dates.ts';
import { deadWords } from './words.ts';

/** The addresses of a unit that letters do not reach, each with what the Office can do about it. */
export function DeadAddresses({ unit, reload }: { unit: Unit; reload: () => void }) {
  const { api } = useApp();
  const sending = useSending();
  async function revive(address: string): Promise<void> {
    const question = {
      title: 'Gửi thư trở lại vào địa chỉ này?',
      text: `Chỉ gửi lại khi đơn vị đã xác nhận địa chỉ ${address} nhận được thư.`,
      yes: 'Gửi thư trở lại',
    };
    if (!(await ask(question))) return;
    const path = `/v1/units/${encodeURIComponent(unit.id)}/dead-addresses/${encodeURIComponent(address)}`;
    await sending.run(() => api.send('DELETE', path));
    reload();
  }
  return (
    <>
      <Refusal sending={sending} names={{}} />
      {unit.deadAddresses.map(({ address, kind, since }) => (
        <p key={address} class="note note-bad">
          <strong>{address}</strong> không nhận được thư: {deadWords[kind]} lúc {formatInstant(since)}. Đề nghị liên hệ
          đơn vị. Nếu địa chỉ sai, nạp địa chỉ mới; nếu đúng và đã nhận được thư, cho gửi trở lại.
          <button type="button" class="button" disabled={sending.busy} onClick={() => void revive(address)}>
            Gửi thư trở lại
          </button>
        </p>
      ))}
    </>
  );
}
