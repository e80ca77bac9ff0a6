import type { HealthConfig } from '../../../../engine/container/health.ts';
import { flagNumber, flagOn, flagText, isSet } from '../../cli/flags/flag.ts';
import type { FlagValues } from '../../cli/flags/flag.ts';
import { OptionError } from './option-error.ts';
import { own } from '../../../../kernel/own.ts';

const SPANS = [
  ['health-interval', 'Interval'],
  ['health-timeout', 'Timeout'],
  ['health-start-period', 'StartPeriod'],
  ['health-start-interval', 'StartInterval'],
] as const;

type HealthFlag = (typeof SPANS)[number][0] | 'health-cmd' | 'health-retries' | 'no-healthcheck';

/** The check that the `--health-*` flags ask for; undefined where they ask for none. Throws OptionError. */
export function healthcheckOf(flags: FlagValues<HealthFlag>): HealthConfig | undefined {
  const command = flagText(flags, 'health-cmd');
  const spans = SPANS.map(([flag, key]) => [flag, key, nanoseconds(flagText(flags, flag))] as const);
  const retries = flagNumber(flags, 'health-retries');
  const asks = command !== '' || retries !== 0 || spans.some(([, , span]) => span !== 0);
  if (flagOn(flags, 'no-healthcheck')) {
    if (asks) throw new OptionError('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (!asks) return undefined;
  for (const [flag, , span] of spans) if (span < 0) throw new OptionError(`--${flag} cannot be negative`);
  if (retries < 0) throw new OptionError('--health-retries cannot be negative');
  return {
    ...(command !== '' && { Test: ['CMD-SHELL', command] }),
    ...Object.fromEntries(spans.flatMap(([, key, span]) => (span === 0 ? [] : [[key, span]]))),
    ...(isSet(flags, 'health-retries') && retries > 0 && { Retries: retries }),
  };
}

const UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** A span such as `1m30s`, which its flag has checked. */
function nanoseconds(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)];
  const sum = parts.reduce((total, [, count, unit]) => total + Number(count) * (own(UNITS, unit ?? '') ?? 0), 0);
  return text.startsWith('-') ? -sum : sum;
}
