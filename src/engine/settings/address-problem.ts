/** Why a text is no address, in the words of Go's netip.ParseAddr. */
export const addressProblem = (text: string): string => `ParseAddr(${JSON.stringify(text)}): ${problem(text)}`;

function problem(text: string): string {
  for (const character of text) {
    if (character === '.') return problem4(text);
    if (character === ':') return 'unable to parse IP';
    if (character === '%') return 'missing IPv6 address';
  }
  return 'unable to parse IP';
}

function problem4(text: string): string {
  const octets = text.split('.');
  for (const [at, octet] of octets.entries()) {
    if (at > 3) return 'IPv4 address too long';
    const [foreign] = /[^\d]/.exec(octet) ?? [];
    if (foreign !== undefined) return `unexpected character (at ${JSON.stringify(text.slice(text.indexOf(foreign)))})`;
    if (octet === '')
      return `IPv4 field must have at least one digit (at ${JSON.stringify(octets.slice(at).join('.'))})`;
    if (octet.length > 1 && octet.startsWith('0')) return 'IPv4 field has octet with leading zero';
    if (Number(octet) > 255) return 'IPv4 field has value >255';
  }
  return 'IPv4 address too short';
}
