/** Colours of ip's words (iproute2: lib/color.c, for a dark background). */
const COLORS = { name: '1;36', mac: '1;33', inet: '1;35', inet6: '1;94', up: '1;32', down: '1;31' };

const paint = (color: string, text: string): string => `\u001b[${color}m${text}\u001b[0m`;
const address = (text: string): string => paint(text.includes(':') ? COLORS.inet6 : COLORS.inet, text);
const state = (text: string): string =>
  /^UP\b/.test(text) ? paint(COLORS.up, text) : /^DOWN\b/.test(text) ? paint(COLORS.down, text) : text;

const MAC = /(?:[0-9a-f]{2}:){5}[0-9a-f]{2}/g;
/** An address and its prefix length. */
const PREFIX = /([0-9a-f.:]+)(\/\d+)/g;

/** What `ip link` and `ip address` print, coloured; each with a space after it goes into the colour where ip prints both at once. */
export const coloredLinks = (text: string): string =>
  text
    .replace(/^(\d+: )([^ ]+: )(?=<)/gm, (_, number: string, name: string) => number + paint(COLORS.name, name))
    .replace(/ state (\w+ )/g, (_, word: string) => ` state ${state(word)}`)
    .replace(
      /^( {4}link\/\w+ )(.*)$/gm,
      (_, head: string, rest: string) => head + rest.replace(MAC, (mac) => paint(COLORS.mac, mac)),
    )
    .replace(/\b(inet6?|peer) ([^/ ]+)(?=\/)/g, (_, word: string, ip: string) => `${word} ${address(ip)}`)
    .replace(/^((?:(?!link\/).)*) brd ([\d.]+ )/gm, (_, head: string, ip: string) => `${head} brd ${address(ip)}`);

/** The same of `-br`. */
export const coloredBrief = (text: string): string =>
  text.replace(
    /^(\S+ +)(\S+ +)(.*)$/gm,
    (_, name: string, operstate: string, rest: string) =>
      paint(COLORS.name, name) +
      state(operstate) +
      rest
        .replace(/(?:[0-9a-f]{2}:){5}[0-9a-f]{2} /, (mac) => paint(COLORS.mac, mac))
        .replace(PREFIX, (__, ip: string, length: string) => address(ip) + length),
  );

const ROUTE = /^(?:(\w+ )?([0-9a-f]+[.:][0-9a-f.:]*(?:\/\d+)? ))|\b(via|src|from|dev|lladdr) (\S+ )/gm;

/** What `ip route` and `ip neighbour` print, coloured. */
export const coloredRoutes = (text: string): string =>
  text.replace(ROUTE, (_, kind: string | undefined, to: string | undefined, word: string, value: string) => {
    if (to !== undefined) return (kind ?? '') + address(to);
    if (word === 'dev') return `dev ${paint(COLORS.name, value)}`;
    return `${word} ${word === 'lladdr' ? paint(COLORS.mac, value) : address(value)}`;
  });

/** What bridge prints, coloured. */
export const coloredBridge = (text: string): string =>
  text
    .replace(/^(\d+: )([^ ]+: )(?=<)/gm, (_, number: string, name: string) => number + paint(COLORS.name, name))
    .replace(
      /^((?:[0-9a-f]{2}:){5}[0-9a-f]{2} )dev (\S+ )/gm,
      (_, mac: string, name: string) => `${paint(COLORS.mac, mac)}dev ${paint(COLORS.name, name)}`,
    )
    .replace(
      /^(dev \S+)( port \S+)( grp (\S+))/gm,
      (_, dev: string, port: string, group: string, ip: string) =>
        paint(COLORS.name, dev) + port + paint(ip.includes(':') ? COLORS.inet6 : COLORS.inet, group),
    );
