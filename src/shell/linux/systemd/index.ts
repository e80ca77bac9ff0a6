import { dockerd } from './dockerd.ts';
import { journalctl } from './journalctl.ts';
import { reboot } from './reboot.ts';
import { service, systemctl } from './systemctl.ts';

/** systemd's tools, and the daemon that they start. */
export const systemd = [dockerd, journalctl, reboot, service, systemctl];
