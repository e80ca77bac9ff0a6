import { family } from '../../../../ip/address.ts';
import { lookupRoute } from '../../../../kernel/route/lookup.ts';
import { clockOf, namespaceOf, printJson, type Context } from '../context.ts';
import type { Json } from '../../json-writer.ts';
import type { RouteFilter } from './show.ts';

/** What ICMP errors said of the ways to single destinations (linux: fnhe_dump_bucket). */
export function showCache(context: Context, { exact, device, via }: RouteFilter): void {
  const namespace = namespaceOf(context);
  const rows: Json[] = [];
  for (const [destination, { mtu, expires }] of Object.entries(namespace.pathMtus ?? {})) {
    const left = Math.floor((expires - clockOf(context)) / 1000);
    const wanted = context.options.family === 6 ? 6 : 4;
    if (left <= 0 || family(destination) !== wanted) continue;
    if (exact && exact.address !== destination) continue;
    const decision = lookupRoute(namespace, { destination });
    const gateway = decision.nextHop === destination ? undefined : decision.nextHop;
    if ((device !== undefined && device !== decision.device) || (via !== undefined && via !== gateway)) continue;
    const name = namespace.links[decision.device]?.name ?? '';
    const words = [
      destination,
      ...(gateway === undefined || via !== undefined ? [] : [`via ${gateway}`]),
      ...(device === undefined ? [`dev ${name}`] : []),
    ];
    rows.push({ dst: destination, gateway, dev: name, flags: [], cache: [], expires: left, metrics: [{ mtu }] });
    if (!context.options.json)
      context.call.out(
        `${words.join(' ')} ${context.options.oneline ? '\\' : '\n'}    cache expires ${left}sec mtu ${mtu} \n`,
      );
  }
  if (context.options.json) printJson(context, rows);
}
