/** Whether an answer is complete as its protocol tells: HTTP by its length. Of others only the stream's end tells. */
export function isComplete(request: string, response: string): boolean {
  const end = response.indexOf('\r\n\r\n');
  if (end < 0 || !response.startsWith('HTTP/')) return false;
  const head = response.slice(0, end);
  const body = response.slice(end + 4);
  if (request.startsWith('HEAD ') || /^HTTP\/\S+ (?:204|304)/.test(head)) return true;
  if (/^transfer-encoding:\s*chunked/im.test(head)) return body.endsWith('0\r\n\r\n');
  const length = /^content-length:\s*(\d+)/im.exec(head)?.[1];
  return length !== undefined && octets(body) >= Number(length);
}

/** Octets of a text in UTF-8. */
function octets(text: string): number {
  let count = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return count;
}
