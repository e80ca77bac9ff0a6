import { joined } from '../../formats/joined.ts';

/** A packet that is larger than any that is expected. */
export class TooLarge extends Error {}

/**
 * Puts the chunks of a stream together to whole MQTT packets, each joined once: the client's own way copies all that is there with
 * each chunk.
 * @param most bytes of a packet
 * @returns takes a chunk and gives the packets that it completes
 * @throws {TooLarge} as soon as one says that it is larger
 */
export function packetsOf(most: number): (chunk: Uint8Array) => readonly Uint8Array[] {
  let parts: Uint8Array[] = [];
  let held = 0;
  /** Of the packet that has begun, header and all; undefined until its header is whole. */
  let length: number | undefined;

  return (chunk) => {
    const packets: Uint8Array[] = [];
    parts.push(chunk);
    held += chunk.length;
    while (held > 0) {
      length ??= lengthOf(parts.length === 1 ? parts : (parts = [joined(parts)]));
      if (length !== undefined && length > most) throw new TooLarge();
      if (length === undefined || held < length) break;
      const all = parts.length === 1 && parts[0] ? parts[0] : joined(parts);
      packets.push(all.subarray(0, length));
      parts = [all.subarray(length)];
      held -= length;
      length = undefined;
    }
    return packets;
  };
}

/** The length of a packet by its fixed header (MQTT 5, 2.1.4): a byte, and up to four with seven bits each of how much follows. */
function lengthOf([bytes = new Uint8Array()]: readonly Uint8Array[]): number | undefined {
  let rest = 0;
  for (let at = 1; at <= 4; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    rest += (byte & 127) * 128 ** (at - 1);
    if (byte < 128) return 1 + at + rest;
  }
  throw new TooLarge();
}
