// Runs at the edge, before the cache: CloudFront Functions, runtime 2.0. Every address of a page is answered with
// the one page there is, which shows what the address asks for; built files are at the root or under /assets/.
function handler(event) {
  const request = event.request;
  const isFile = request.uri.startsWith('/assets/') || /^\/[^/]+\.[a-z]+$/.test(request.uri);
  if (!isFile) request.uri = '/index.html';
  return request;
}
