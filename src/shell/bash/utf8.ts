/** A text's UTF-8 octets, one a character. */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, octet: string) => String.fromCharCode(parseInt(octet, 16)));

/** The text of UTF-8 octets, one a character; what is no UTF-8 stays as it is. */
export function decode(octets: string): string {
  if (!/[\u0080-\u00ff]/.test(octets) || /[\u0100-\uffff]/.test(octets)) return octets;
  try {
    return decodeURIComponent(
      octets.replace(/[%\u0080-\u00ff]/g, (octet) => `%${octet.charCodeAt(0).toString(16).padStart(2, '0')}`),
    );
  } catch {
    return octets;
  }
}

export const toBytes = (octets: string): Uint8Array => Uint8Array.from(octets, (octet) => octet.charCodeAt(0));

export const fromBytes = (bytes: Uint8Array): string => {
  let octets = '';
  for (const byte of bytes) octets += String.fromCharCode(byte);
  return octets;
};
