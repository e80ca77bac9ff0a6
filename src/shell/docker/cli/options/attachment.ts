/** One `--network` of `docker run`: a name, or `name=…,alias=…,ip=…` (docker/cli opts/network.go). */
import { FlagValueError } from '../flags/flag.ts';
import { csvFields } from './csv.ts';
import { put } from '../../../../kernel/own.ts';

export interface Attachment {
  target: string;
  aliases: string[];
  links: string[];
  ipv4: string;
  ipv6: string;
  linkLocal: string[];
  mac: string;
  driverOptions: Record<string, string>;
  gatewayPriority: number;
}

const refuse = (problem: string): never => {
  throw new FlagValueError(problem);
};

/** An attachment that asks for nothing but its network. */
export const attachmentTo = (target: string): Attachment => ({
  target,
  aliases: [],
  links: [],
  ipv4: '',
  ipv6: '',
  linkLocal: [],
  mac: '',
  driverOptions: {},
  gatewayPriority: 0,
});

function priority(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) return refuse(`invalid gw-priority (${text}): invalid syntax`);
  const size = Number(text);
  return Math.abs(size) >= 2 ** 63 ? refuse(`invalid gw-priority (${text}): value out of range`) : size;
}

const setters: Record<string, (attachment: Attachment, value: string) => void> = {
  name: (attachment, value) => (attachment.target = value),
  alias: (attachment, value) => attachment.aliases.push(value),
  'driver-opt': (attachment, value) => {
    const at = value.indexOf('=');
    if (at < 0) refuse('invalid key value pair format in driver options');
    put(attachment, 'driverOptions', value.slice(0, at), value.slice(at + 1));
  },
  ip: (attachment, value) => (attachment.ipv4 = value),
  ip6: (attachment, value) => (attachment.ipv6 = value),
  'mac-address': (attachment, value) => (attachment.mac = value),
  'link-local-ip': (attachment, value) => attachment.linkLocal.push(value),
  'gw-priority': (attachment, value) => (attachment.gatewayPriority = priority(value)),
};

/** Reads the value of a `--network` flag. Throws FlagValueError. */
export function readAttachment(text: string): Attachment {
  if (!/\w+=\w+(,\w+=\w+)*/.test(text)) return attachmentTo(text);
  const attachment = attachmentTo('');
  for (const field of csvFields(text)) {
    const at = field.indexOf('=');
    if (at < 0) refuse(`invalid field ${field}`);
    const key = field.slice(0, at).trim().toLowerCase();
    const set = Object.hasOwn(setters, key) ? setters[key] : undefined;
    (set ?? refuse(`invalid field key ${key}`))(
      attachment,
      field
        .slice(at + 1)
        .trim()
        .toLowerCase(),
    );
  }
  return attachment.target === '' ? refuse('network name/id is not specified') : attachment;
}

/** A value of such a flag that can be read, as it was written. Throws FlagValueError. */
export function checkedAttachment(text: string): string {
  readAttachment(text);
  return text;
}
