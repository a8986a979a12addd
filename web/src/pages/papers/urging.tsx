import { useApp } from '../../app.ts';
import { save } from '../../ui/save.ts';
import { Failure } from '../../ui/states.tsx';
import { useWork } from './use-work.ts';

/** The letter that urges all of whom something is awaited that is late or due at once; it is written, not sent. */
export function UrgingLetter() {
  const { api } = useApp();
  const work = useWork();
  return (
    <section class="card">
      <h2>Công văn đôn đốc</h2>
      <p>
        Gửi tất cả đơn vị có báo cáo quá hạn hoặc phải gửi ngay mà chưa nhận được, kèm danh sách báo cáo còn thiếu. Lập
        công văn không gửi thư cho đơn vị. Chọn đơn vị tại mục <a href="/don-doc">Đôn đốc</a>.
      </p>
      {work.error !== undefined && <Failure error={work.error} />}
      <p class="page-actions">
        <button
          type="button"
          class="button button-main"
          disabled={work.busy}
          onClick={() => void work.run(async () => save(await api.file('/v1/urgings/letter', {})))}
        >
          Lập công văn
        </button>
      </p>
    </section>
  );
}
