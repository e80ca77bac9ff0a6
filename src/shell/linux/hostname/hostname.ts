import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** Debian's hostname, which is dnsdomainname, domainname, nisdomainname and ypdomainname too. */
export const hostname: Tool = {
  name: 'hostname',
  aliases: ['dnsdomainname', 'domainname', 'nisdomainname', 'ypdomainname'],
  grammar: {
    options: options({
      '-a,--alias -A,--all-fqdns -I,--all-ip-addresses -b,--boot -d,--domain': 'none',
      '-F,--file': 'file',
      '-f,--fqdn,--long -h,--help -s,--short -V,--version -i,--ip-address -y,--nis,--yp -?': 'none',
    }),
    usual: '-I -f -i -s',
  },
  run: later(async () => (await import('./hostname-run.ts')).runHostname),
};
