import { locate } from '../../../world/place.ts';
import { uptimeOf } from '../../../world/uptime.ts';
import type { Call } from '../../tool/call.ts';
import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { strftime } from '../calendar.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const upFor = (call: Call): number => uptimeOf(call.world(), locate(call.world(), call.place)?.machine.name ?? '');

/** The first words of `uptime`, and of `top`: nothing here has a load. */
export function uptimeLine(call: Call): string {
  const up = upFor(call);
  const [days, hours, minutes] = [Math.floor(up / DAY), Math.floor(up / HOUR) % 24, Math.floor(up / MINUTE) % 60];
  const part = hours > 0 ? `${String(hours).padStart(2)}:${String(minutes).padStart(2, '0')}` : `${minutes} min`;
  const shown = `${days > 0 ? `${days} day${days > 1 ? 's' : ''}, ` : ''}${part}`;
  return `${strftime('%H:%M:%S', call.world().clock.now)} up ${shown},  0 users,  load average: 0.00, 0.00, 0.00`;
}

function pretty(up: number): string {
  const parts = (
    [
      [Math.floor(up / DAY), 'day'],
      [Math.floor(up / HOUR) % 24, 'hour'],
      [Math.floor(up / MINUTE) % 60, 'minute'],
    ] as const
  ).flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}${count > 1 ? 's' : ''}`] : []));
  return `up ${parts.length > 0 ? parts.join(', ') : '0 minutes'}`;
}

/** procps uptime */
export const uptime: Tool = {
  name: 'uptime',
  grammar: { options: options({ '-p,--pretty -s,--since -r,--raw -c,--container -V,--version': 'none' }) },
  run(call) {
    const { has } = readOptions(call, uptime);
    const up = upFor(call);
    if (has('V')) call.out('uptime from procps-ng 4.0.6\n');
    else if (has('p')) call.out(`${pretty(up)}\n`);
    else if (has('s')) call.out(`${strftime('%Y-%m-%d %H:%M:%S', call.world().clock.now - up)}\n`);
    else call.out(` ${uptimeLine(call)}\n`);
    return 0;
  },
};
