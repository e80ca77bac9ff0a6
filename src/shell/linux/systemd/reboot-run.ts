import { locate } from '../../../world/place.ts';
import { reboot as rebootMachine } from '../../../world/reboot.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { startAtBoot } from '../ufw/start.ts';
import { engineConfig } from './config.ts';

export function runReboot(call: Call): number {
  const machine = locate(call.world(), call.place)?.machine;
  if (machine?.engine?.swarm)
    throw new ToolError('reboot: a node of a swarm does not reboot in this lab: docker swarm leave\n', 1);
  const name = machine?.name ?? call.place;
  const config = engineConfig(call.world(), name);
  call.update((world) => rebootMachine(world, name, config, (within) => startAtBoot(within, name)));
  return 0;
}
