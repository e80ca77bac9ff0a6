import { randomMac } from '../../../engine/random.ts';
import { KernelError, strerror, type Errno } from '../../../kernel/errno.ts';
import type { Link } from '../../../kernel/link/link.ts';
import { deleteLink } from '../../../kernel/link/links.ts';
import { addBridge, setHairpin, setMaster } from '../../../kernel/link/bridge.ts';
import { hasCapability } from '../capability.ts';
import { bridgeOf, change, fail, linkOf, type Context } from './context.ts';

const IFNAME_LENGTH = 15;

/** `brctl addbr` */
export function addbr(context: Context, [given = '']: readonly string[]): void {
  const name = given.slice(0, IFNAME_LENGTH);
  const say = (code: Errno): string =>
    code === 'EEXIST'
      ? `device ${name} already exists; can't create bridge with the same name`
      : `add bridge failed: ${strerror[code]}`;
  change(context, say, ({ kernel, random }) =>
    addBridge(kernel, context.id, { name, mac: randomMac(random), macSet: false }),
  );
}

/** `brctl delbr` */
export function delbr(context: Context, [name = '']: readonly string[]): void {
  const { call, id } = context;
  const link = linkOf(context, name);
  const allowed = hasCapability(call, 'NET_ADMIN');
  if (!allowed || (link && link.kind !== 'bridge')) throw fail(`can't delete bridge ${name}: ${strerror.EPERM}`);
  if (!link) throw fail(`bridge ${name} doesn't exist; can't delete it`);
  if (link.up) throw fail(`bridge ${name} is still up; can't delete it`);
  call.update(({ kernel }) => deleteLink(kernel, { namespace: id, index: link.index }));
}

/** Bridge and devices of `addif` and `delif`, in the order of brctl's own checks. */
function portsNamed(
  context: Context,
  [name = '', ...devices]: readonly string[],
  act: (master: Link, device: Link) => void,
): void {
  for (const device of devices) {
    const link = linkOf(context, device);
    const master = linkOf(context, name);
    if (!master) throw fail(`bridge ${name} does not exist!`);
    if (!link) throw fail(`interface ${device} does not exist!`);
    act(master, link);
  }
}

/** `brctl addif` */
export function addif(context: Context, args: readonly string[]): void {
  const { id } = context;
  portsNamed(context, args, (master, link) => {
    const say = (code: Errno): string =>
      code === 'ELOOP'
        ? `device ${link.name} is a bridge device itself; can't add a bridge device to a bridge device.`
        : code === 'EBUSY'
          ? `device ${link.name} is already a member of a bridge; can't add it to bridge ${master.name}.`
          : `can't add ${link.name} to bridge ${master.name}: ${strerror[code]}`;
    if (master.kind !== 'bridge') throw fail(say('EOPNOTSUPP'));
    change(context, say, ({ kernel, clock }) => {
      if (link.master !== undefined) throw new KernelError('EBUSY');
      setMaster(kernel, { namespace: id, index: link.index }, master.index, clock.now);
    });
  });
}

/** `brctl delif` */
export function delif(context: Context, args: readonly string[]): void {
  const { id } = context;
  portsNamed(context, args, (master, link) => {
    const say = (code: Errno): string =>
      code === 'EINVAL'
        ? `device ${link.name} is not a port of ${master.name}`
        : `can't delete ${link.name} from ${master.name}: ${strerror[code]}`;
    if (master.kind !== 'bridge') throw fail(say('EOPNOTSUPP'));
    change(context, say, ({ kernel }) => {
      if (link.master !== master.index) throw new KernelError('EINVAL');
      setMaster(kernel, { namespace: id, index: link.index }, undefined);
    });
  });
}

function onOff(value: string | undefined): boolean {
  if (value === 'on' || value === 'yes' || value === '1') return true;
  if (value === 'off' || value === 'no' || value === '0') return false;
  throw fail('expect on/off for argument');
}

/** `brctl hairpin` */
export function hairpin(context: Context, [name = '', port = '', value]: readonly string[]): void {
  const on = onOff(value);
  const bridge = linkOf(context, name);
  if (!bridge) throw fail(`bridge ${name} does not exist!`);
  const link = linkOf(context, port);
  if (!link) throw fail(`interface ${port} does not exist!`);
  const say = (code: Errno): string => `can't set ${port} to hairpin on bridge ${name}: ${strerror[code]}`;
  change(context, say, ({ kernel }) => {
    if (link.master !== bridge.index) throw new KernelError('ENOENT');
    setHairpin(kernel, { namespace: context.id, index: link.index }, on);
  });
}

/** `brctl stp` */
export function stp(context: Context, [name = '', value]: readonly string[]): void {
  const on = onOff(value);
  const bridge = bridgeOf(context, name);
  if (!bridge) throw fail(`set stp status failed: ${strerror.ENODEV}`);
  change(
    context,
    (code) => `set stp status failed: ${strerror[code]}`,
    ({ kernel }) => {
      const found = kernel.namespaces[context.id]?.links[bridge.index];
      if (found?.kind !== 'bridge') return;
      if (on) found.stp = true;
      else delete found.stp;
    },
  );
}

/** Timers and costs: where no two bridges form a loop they decide nothing, and are only checked. */
export const bridgeValue =
  (what: string, bad: string) =>
  (context: Context, [name = '', value = '']: readonly string[]): void => {
    if (!/^\d+(\.\d+)?$/.test(value)) throw fail(bad);
    if (!bridgeOf(context, name)) throw fail(`${what} failed: ${strerror.ENODEV}`);
    change(
      context,
      (code) => `${what} failed: ${strerror[code]}`,
      () => undefined,
    );
  };

/** The same of a port. */
export const portValue =
  (what: string, bad: string) =>
  (context: Context, [name = '', port = '', value = '']: readonly string[]): void => {
    if (!/^\d+$/.test(value)) throw fail(bad);
    const bridge = bridgeOf(context, name);
    if (bridge === undefined || linkOf(context, port)?.master !== bridge.index)
      throw fail(`${what} failed: ${strerror.ENOENT}`);
    change(
      context,
      (code) => `${what} failed: ${strerror[code]}`,
      () => undefined,
    );
  };
