// The state of the page in a link: `#s=` and JSON, deflated (raw), base64url. Shape: share_state.js.
async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

export function toBase64Url(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export const fromBase64 = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

export async function pack(state) {
  return toBase64Url(await through(new TextEncoder().encode(JSON.stringify(state)), new CompressionStream('deflate-raw')));
}

export async function unpack(text) {
  return JSON.parse(new TextDecoder().decode(await through(fromBase64(text), new DecompressionStream('deflate-raw'))));
}
