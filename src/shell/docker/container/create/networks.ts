/** The networks of a `docker run`, from `--network` and the flags that speak of the first of them. */
import type { EndpointInput } from '../../../../engine/api.ts';
import { flagList, flagText, isSet } from '../../cli/flags/flag.ts';
import type { FlagValues } from '../../cli/flags/flag.ts';
import { attachmentTo, readAttachment } from '../../cli/options/attachment.ts';
import type { Attachment } from '../../cli/options/attachment.ts';
import { OptionError } from './option-error.ts';
import { own } from '../../../../kernel/own.ts';

/** The flags that speak of the first network. */
type EndpointFlag = 'ip' | 'ip6' | 'link' | 'link-local-ip' | 'mac-address' | 'network-alias';

const predefined = ['default', 'bridge', 'host', 'none', ''];

const isUserDefined = (target: string) => !predefined.includes(target) && !target.startsWith('container:');

const refuse = (problem: string): never => {
  throw new OptionError(problem);
};

/** Throws OptionError at what is no hardware address (Go: net.ParseMAC). */
export function checkMac(text: string): void {
  const groups = text.trim();
  const known =
    /^([0-9a-f]{2}:){5}[0-9a-f]{2}$|^([0-9a-f]{2}-){5}[0-9a-f]{2}$|^([0-9a-f]{4}\.){2}[0-9a-f]{4}$/i.test(groups) ||
    /^([0-9a-f]{2}:){7}[0-9a-f]{2}$|^([0-9a-f]{2}-){7}[0-9a-f]{2}$|^([0-9a-f]{4}\.){3}[0-9a-f]{4}$/i.test(groups) ||
    /^([0-9a-f]{2}:){19}[0-9a-f]{2}$|^([0-9a-f]{2}-){19}[0-9a-f]{2}$|^([0-9a-f]{4}\.){9}[0-9a-f]{4}$/i.test(groups);
  if (!known) refuse(`${text} is not a valid mac address`);
}

/** Gives the first network what `--network-alias`, `--link`, `--ip` and their like say. */
function withContainerFlags(attachment: Attachment, flags: FlagValues<EndpointFlag>): Attachment {
  const conflict = (flag: EndpointFlag, both: boolean, what: string) => {
    if (both && isSet(flags, flag))
      refuse(`conflicting options: cannot specify both --${flag} and per-network ${what}`);
  };
  conflict('network-alias', attachment.aliases.length > 0, 'alias');
  conflict('ip', attachment.ipv4 !== '', 'IPv4 address');
  conflict('ip6', attachment.ipv6 !== '', 'IPv6 address');
  conflict('mac-address', attachment.mac !== '', 'MAC address');
  conflict('link-local-ip', attachment.linkLocal.length > 0, 'link-local IP addresses');
  return {
    ...attachment,
    aliases: [...attachment.aliases, ...flagList(flags, 'network-alias')],
    links: [...flagList(flags, 'link')],
    ipv4: flagText(flags, 'ip') || attachment.ipv4,
    ipv6: flagText(flags, 'ip6') || attachment.ipv6,
    mac: flagText(flags, 'mac-address') || attachment.mac,
    linkLocal: [...attachment.linkLocal, ...flagList(flags, 'link-local-ip')],
  };
}

function endpointOf(attachment: Attachment): EndpointInput {
  const { target, aliases, links, ipv4, ipv6, linkLocal, mac, driverOptions, gatewayPriority } = attachment;
  if (target.trim() === '') return refuse('no name set for network');
  const userDefined = isUserDefined(target);
  if (!userDefined && aliases.length > 0)
    return refuse('network-scoped aliases are only supported for user-defined networks');
  if (mac !== '') checkMac(mac);
  const addressed = ipv4 !== '' || ipv6 !== '' || linkLocal.length > 0;
  return {
    IPAMConfig: addressed
      ? {
          ...(ipv4 === '' ? {} : { IPv4Address: ipv4 }),
          ...(ipv6 === '' ? {} : { IPv6Address: ipv6 }),
          ...(linkLocal.length === 0 ? {} : { LinkLocalIPs: linkLocal }),
        }
      : null,
    Links: userDefined && links.length > 0 ? links : null,
    Aliases: aliases.length > 0 ? aliases : null,
    MacAddress: mac.trim(),
    DriverOpts: Object.keys(driverOptions).length > 0 ? driverOptions : null,
    GwPriority: gatewayPriority,
  };
}

const isBare = ({ IPAMConfig, Links, Aliases, MacAddress, DriverOpts, GwPriority }: EndpointInput) =>
  !IPAMConfig && !Links && !Aliases && !MacAddress && !DriverOpts && !GwPriority;

export interface Networking {
  /** HostConfig.NetworkMode. */
  readonly mode: string;
  /** NetworkingConfig.EndpointsConfig. */
  readonly endpoints: Record<string, EndpointInput>;
}

/** Reads what a command line says of networks. Throws OptionError. */
export function readNetworks(flags: FlagValues<EndpointFlag | 'network'>): Networking {
  const given = flagList(flags, 'network').map(readAttachment);
  const [first = attachmentTo('default'), ...others] = given;
  const endpoints: Record<string, EndpointInput> = {};
  [withContainerFlags(first, flags), ...others].forEach((attachment) => {
    const endpoint = endpointOf(attachment);
    if (own(endpoints, attachment.target)) refuse(`network "${attachment.target}" is specified multiple times`);
    // A lone network without settings is left to the engine (docker/cli, for older engines).
    if (given.length === 1 && isBare(endpoint)) return;
    endpoints[attachment.target] = endpoint;
  });
  const kinds = new Set(given.map(({ target }) => isUserDefined(target)));
  if (kinds.size > 1) refuse('conflicting options: cannot attach both user-defined and non-user-defined network-modes');
  return { mode: first.target, endpoints };
}
