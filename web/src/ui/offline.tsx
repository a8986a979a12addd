import { useEffect, useState } from 'preact/hooks';

/** Says that the connection is gone for as long as it is, and that nothing typed is lost. */
export function OfflineBanner() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const follow = () => setOnline(navigator.onLine);
    addEventListener('online', follow);
    addEventListener('offline', follow);
    return () => {
      removeEventListener('online', follow);
      removeEventListener('offline', follow);
    };
  }, []);
  return (
    <div role="status">
      {!online && (
        <p class="offline">Mất kết nối mạng. Nội dung đã nhập được giữ lại; trang sẽ tiếp tục khi có mạng.</p>
      )}
    </div>
  );
}
