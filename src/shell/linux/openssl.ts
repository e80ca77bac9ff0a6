import type { Tool } from '../tool/tool.ts';
import { ToolError } from '../tool/tool-error.ts';

/** openssl, of which the lab has the name of its version: nothing here speaks TLS. */
export const openssl: Tool = {
  name: 'openssl',
  grammar: { operands: [['version', 's_client'], 'text'] },
  run(call) {
    const [command = ''] = call.argv.slice(1);
    if (command !== 'version')
      throw new ToolError(`openssl: nothing in this lab speaks TLS: '${command}' is not part of it\n`, 1);
    call.out('OpenSSL 3.6.5 29 Sep 2026 (Library: OpenSSL 3.6.5 29 Sep 2026)\n');
    return 0;
  },
};
