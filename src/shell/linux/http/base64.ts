const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A text of Latin letters in base64 (RFC 4648). */
export function base64(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i += 3) {
    const [a = 0, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)].map((n) =>
      Number.isNaN(n) ? undefined : n,
    );
    result += BASE64[a >> 2];
    result += BASE64[((a & 3) << 4) | ((b ?? 0) >> 4)];
    result += b === undefined ? '=' : BASE64[((b & 15) << 2) | ((c ?? 0) >> 6)];
    result += c === undefined ? '=' : BASE64[c & 63];
  }
  return result;
}
