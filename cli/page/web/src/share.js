// The state of the page in a link: `#s=` and JSON, deflated (raw), base64url. Shape: share_state.js.
async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

export function toBase64Url(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const fromBase64 = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

export async function pack(state) {
  return toBase64Url(await through(new TextEncoder().encode(JSON.stringify(state)), new CompressionStream('deflate-raw')));
}

// What a link may hold at most, as the command line takes it.
export const MOST = 1 << 24;

// Fails on what is no packed state, and with a RangeError on more than MOST bytes of it without making them all.
export async function unpack(text) {
  const reader = new Blob([fromBase64(text)]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MOST) {
      reader.cancel().catch(() => {});
      throw new RangeError('the state of the link is too large');
    }
    parts.push(part.value);
  }
  return JSON.parse(await new Blob(parts).text());
}
