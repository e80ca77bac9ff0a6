/** What /etc/resolv.conf and /etc/hosts say. */
import { LIMITS } from '../limits.ts';

const RESOLV =
  /^(nameserver [0-9a-fA-F.:]+(%[\w.-]+)?|(search|domain)( [\w.-]+)+|options( [\w:.-]+)+|# ExtServers: \[[\w().:, -]*\])$/;
const HOSTS = /^[0-9a-fA-F.:]+( [\w.-]+)+$/;

const plain = (line: string): string => line.trim().replaceAll(/\s+/g, ' ');
const fits = (line: string): boolean => line.length <= LIMITS.word;

export const isResolvLine = (line: string): boolean => fits(line) && RESOLV.test(plain(line));

/** The file's lines that tell of names. */
export const resolvLines = (lines: readonly string[]): string[] => lines.filter(isResolvLine).map(plain);

/** The file's lines, without comments. */
export const hostsLines = (lines: readonly string[]): string[] =>
  lines
    .filter(fits)
    .map((line) => plain(line.replace(/#.*$/, '')))
    .filter((line) => HOSTS.test(line));
