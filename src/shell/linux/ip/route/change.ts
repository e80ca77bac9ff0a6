import { network } from '../../../../ip/address.ts';
import { namespaceOf as namespaceById } from '../../../../kernel/kernel.ts';
import {
  addRoute,
  deleteRoute,
  hasTable,
  removeRoute,
  routesOf,
  type RouteMode,
  type RouteQuery,
} from '../../../../kernel/route/table.ts';
import type { World } from '../../../../world/world.ts';
import { KernelError } from '../../../../kernel/errno.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { hasCapability } from '../../capability.ts';
import { request, usage, type Context, type Words } from '../context.ts';
import { HELP } from '../help.table.ts';
import { destinationOf, hopsOf, readRoute, routeOf, tableOf } from './read.ts';
import { readRouteFilter, selectedRoutes } from './show.ts';

/** `ip route add|append|prepend|replace|change …` */
export function addRouteCommand(context: Context, words: Words, mode: RouteMode): void {
  if (words.done) throw usage(HELP.route);
  const wanted = readRoute(context, words);
  request(context, ({ kernel }: World) => {
    const route = routeOf(namespaceById(kernel, context.id), wanted);
    addRoute(kernel, context.id, route, { table: tableOf(wanted), onlink: wanted.onlink, mode });
  });
}

/** `ip route del …` */
export function deleteRouteCommand(context: Context, words: Words): void {
  if (words.done) throw usage(HELP.route);
  const wanted = readRoute(context, words);
  const { via, device, nhid, source, scope, protocol, metric, type, tos } = wanted;
  request(context, ({ kernel }) => {
    const namespace = namespaceById(kernel, context.id);
    const table = tableOf(wanted);
    const destination = network(destinationOf(wanted));
    if (!hasTable(namespace, table) && !destination.address.includes(':'))
      throw new KernelError('ESRCH', 'FIB table does not exist');
    const hops = hopsOf(namespace, wanted);
    const query: RouteQuery = {
      destination,
      ...(via !== undefined && { via }),
      ...(device !== undefined && { device }),
      ...(hops && { hops }),
      ...(nhid !== undefined && { nhid }),
      ...(source !== undefined && { source }),
      ...(scope !== undefined && { scope }),
      ...(protocol !== undefined && { protocol }),
      ...(metric !== undefined && { metric }),
      ...(tos !== undefined && { tos }),
      ...(type !== undefined && { type }),
    };
    deleteRoute(kernel, context.id, query, table);
  });
}

/** `ip route flush SELECTOR` */
export function flushRoutes(context: Context, words: Words): void {
  const { call } = context;
  if (words.done) throw new ToolError('"ip route flush" requires arguments.\n', 255);
  const cache = words.peek() === 'cache';
  const filter = readRouteFilter(context, words);
  const allowed = hasCapability(call, 'NET_ADMIN');
  if (cache) {
    if (allowed) return call.update(({ kernel }) => void delete namespaceById(kernel, context.id).pathMtus);
    throw new ToolError('Cannot open "/proc/sys/net/ipv4/route/flush": Read-only file system\n', 255);
  }
  const doomed = selectedRoutes(context, filter).filter(({ kept }) => kept !== undefined);
  if (doomed.length === 0) return;
  if (!allowed) throw new ToolError('Failed to send flush request: Operation not permitted\n', 255);
  call.update(({ kernel }) => {
    const namespace = namespaceById(kernel, context.id);
    for (const { table, kept = -1 } of doomed.toReversed()) {
      const route = routesOf(namespace, table)[kept];
      if (route) removeRoute(namespace, table, route);
    }
  });
}
