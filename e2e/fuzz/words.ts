import fc from 'fast-check';
import { odd } from './strange.ts';

/** A line's words, of which some may be empty. */
export const words = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((all) => all.filter((word) => word !== '').join(' '));

const split = (choices: string): string[] => choices.split(' | ').map((choice) => choice.trim());

/** One of several texts, written with ` | ` between them. */
export const one = (...choices: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...choices.flatMap(split));

export const either = (...choices: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.oneof(...choices);

/** Some of several groups of words, in any order. */
export const some = (most: number, ...choices: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.array(fc.oneof(...choices), { maxLength: most }).map((given) => given.join(' '));

/** Mostly one of the first, now and then one of the others. */
export const mostly = (choices: string, others: string): fc.Arbitrary<string> =>
  fc.oneof({ weight: 20, arbitrary: one(choices) }, { weight: 1, arbitrary: one(others) });

/** What no container, network or device is called. */
const STRANGE = "nosuch | __proto__ | constructor | -x | '' | a | é | 1";

export const NAMES = ['a1', 'b2', 'c3', 'd4'];
export const name = mostly(NAMES.join(' | '), STRANGE);
export const network = mostly('red | blue | green | bridge | host | none', STRANGE);
export const device = mostly('docker0 | eth0 | lo | dum0 | v1 | lab0 | eth0.10', "nosuch | constructor | -x | '' | é");
export const port = mostly('8080 | 8081 | 80 | 53', '0 | 65536 | x');
export const ip = mostly(
  `172.17.0.2 | 172.17.0.3 | 172.18.0.2 | 172.18.0.5 | 10.9.0.2 | 10.9.0.1 | 192.168.65.10 | 203.0.113.10 | 127.0.0.1`,
  'fd00::2 | ::1 | 1.2.3 | 300.1.1.1 | 0.0.0.0 | 255.255.255.255 | 224.0.0.1 | x',
);
export const subnet = mostly(
  '10.9.0.0/24 | 10.9.0.0/30 | 10.9.0.0/16 | 172.17.0.0/16 | 192.168.65.0/24',
  '10.9.0.1/24 | fd00:9::/64 | 10.0.0.0/33 | x',
);
export const mac = mostly('02:42:ac:11:00:09 | 02:42:0a:09:00:07', 'ff:ff:ff:ff:ff:ff | 01:00:00:00:00:01 | x');
export const number = fc.oneof(
  { weight: 3, arbitrary: one('0 | 1 | 2 | 10 | 100 | 254') },
  { weight: 1, arbitrary: odd },
);
