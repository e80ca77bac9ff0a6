import { locate } from '../../../world/place.ts';
import { reboot as rebootMachine } from '../../../world/reboot.ts';
import { ToolError } from '../../tool/tool-error.ts';
import type { Tool } from '../../tool/tool.ts';
import { engineConfig } from './config.ts';

/** systemd's: the machine starts anew. */
export const reboot: Tool = {
  name: 'reboot',
  folder: '/usr/sbin',
  hostsOnly: true,
  grammar: {},
  run(call) {
    const machine = locate(call.world(), call.place)?.machine;
    if (machine?.engine?.swarm)
      throw new ToolError('reboot: a node of a swarm does not reboot in this lab: docker swarm leave\n', 1);
    const name = machine?.name ?? call.place;
    const config = engineConfig(call.world(), name);
    call.update((world) => rebootMachine(world, name, config));
    return 0;
  },
};
