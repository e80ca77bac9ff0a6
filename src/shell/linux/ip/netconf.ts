import { deviceSetting } from '../../../kernel/sysctl/settings.ts';
import { deviceOf, namespaceOf, printJson, type Context, type Words } from './context.ts';

/** `ip netconf [show] [dev NAME]`: what each device is set to, by family. */
export function netconf(context: Context, words: Words): void {
  const { options, call } = context;
  const namespace = namespaceOf(context);
  let devices = [...Object.values(namespace.links).map(({ name }) => name), 'all', 'default'];
  while (!words.done) if (words.next() === 'dev') devices = [deviceOf(context, words.next()).name];
  const families = options.family === 4 ? ['inet'] : options.family === 6 ? ['inet6'] : ['inet', 'inet6'];
  const rows = families.flatMap((family) =>
    devices.map((name) => {
      const on = (setting: string): boolean =>
        deviceSetting(namespace, `net.${family === 'inet' ? 'ipv4' : 'ipv6'}.conf`, name, setting) === '1';
      return { family, name, forwarding: on('forwarding'), filter: on('rp_filter') };
    }),
  );
  if (options.json)
    printJson(
      context,
      rows.map(({ family, name, forwarding, filter }) => ({
        family,
        interface: name,
        forwarding,
        ...(family === 'inet' && { rp_filter: filter ? 'strict' : 'off' }),
        mc_forwarding: false,
        proxy_neigh: false,
        ignore_routes_with_linkdown: false,
      })),
    );
  else
    for (const { family, name, forwarding, filter } of rows)
      call.out(
        `${family} ${name} forwarding ${forwarding ? 'on' : 'off'} ${family === 'inet' ? `rp_filter ${filter ? 'strict' : 'off'} ` : ''}mc_forwarding off proxy_neigh off ignore_routes_with_linkdown off \n`,
      );
}
