import { family } from '../../../../ip/address.ts';
import type { Link, LinkAddress } from '../../../../kernel/link/link.ts';
import type { Json } from '../../json-writer.ts';
import { lineBreak, printJson, type Context, type Words } from '../context.ts';
import { briefJson, briefText, linkJson, linkText, type LinkListing } from '../link/print.ts';
import { selected } from '../link/show.ts';
import { isTentative, passes, readFilter, type AddressFilter } from './filter.ts';

/** `ip address [show] …` (iproute2: ip/ipaddress.c ipaddr_list_flush_or_save) */
export function show(context: Context, words: Words): void {
  const filter = readFilter(context, words);
  const { options, call } = context;
  const blind = options.family === 6 && filter.device === undefined;
  const hardware = filter.family === undefined;
  const shown = selected(context, filter)
    .map((link) => ({ link, addresses: link.addresses.filter((a) => passes(context, filter, link, a)) }))
    .filter(({ link, addresses }) => addresses.length > 0 || (hardware && !options.oneline && isBare(link, filter)));
  if (options.json) {
    printJson(
      context,
      shown.map(({ link, addresses }) => json(context, link, addresses, { mode: false, hardware, blind })),
    );
    return;
  }
  for (const { link, addresses } of shown) {
    if (options.brief) {
      call.out(briefText(context, link, addresses.map((a) => `${a.address}/${a.prefixLength} `).join(''), blind));
      continue;
    }
    if (!options.oneline && filter.label === undefined)
      call.out(`${linkText(context, link, { mode: false, hardware, blind })}\n`);
    if (options.family === 'link') continue;
    for (const a of addresses)
      call.out(`${options.oneline ? `${link.index}: ${link.name}` : ''}${addressText(context, link, a)}\n`);
  }
}

/** A link that has no address at all is listed too, unless an address is asked for. */
const isBare = (link: Link, { to, label }: AddressFilter): boolean =>
  link.addresses.length === 0 && to === undefined && label === undefined;

function addressText(context: Context, link: Link, a: LinkAddress): string {
  const four = family(a.address) === 4;
  const words = [
    `${four ? 'inet' : 'inet6'} ${a.address}/${a.prefixLength}`,
    ...(a.broadcast === undefined ? [] : [`brd ${a.broadcast}`]),
    `scope ${a.scope}`,
    ...(a.secondary ? ['secondary'] : []),
    ...(a.nodad ? ['nodad'] : []),
    ...(isTentative(context, a) ? ['tentative'] : []),
    ...(a.protocol === undefined ? [] : [`proto ${a.protocol}`]),
  ];
  return `    ${words.join(' ')} ${four ? (a.label ?? link.name) : ''}${lineBreak(context)}       valid_lft forever preferred_lft forever`;
}

const FOREVER = 4_294_967_295;

function json(context: Context, link: Link, addresses: readonly LinkAddress[], listing: LinkListing): Json {
  if (context.options.brief)
    return {
      ...briefJson(context, link),
      addr_info: addresses.map((a) => ({ local: a.address, prefixlen: a.prefixLength })),
    };
  return {
    ...linkJson(context, link, listing),
    addr_info: addresses.map((a) => ({
      family: family(a.address) === 4 ? 'inet' : 'inet6',
      local: a.address,
      prefixlen: a.prefixLength,
      broadcast: a.broadcast,
      scope: a.scope,
      secondary: a.secondary ? true : undefined,
      nodad: a.nodad ? true : undefined,
      tentative: isTentative(context, a) ? true : undefined,
      protocol: a.protocol,
      label: family(a.address) === 4 ? (a.label ?? link.name) : undefined,
      valid_life_time: FOREVER,
      preferred_life_time: FOREVER,
    })),
  };
}
