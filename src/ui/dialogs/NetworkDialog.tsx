import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstAddress } from '../../graph/scene/device.ts';
import { formatPrefix, network as networkOf } from '../../ip/address.ts';
import type { World } from '../../world/world.ts';
import { createLine, drivers, emptyNetwork, hasParent, modes, type NetworkForm } from '../compose/network.ts';
import { Checkbox, SelectField, TextField } from '../controls/Field.tsx';
import { useWorld } from '../stores/stores.tsx';
import { CommandDialog } from './CommandDialog.tsx';
import styles from './Dialog.module.css';
import { HostField } from './HostField.tsx';
import { useEngineMachine } from './engine-machine.ts';
import { own } from '../../kernel/own.ts';

/** The host's interfaces that links can stand on, each with its subnet and way out. */
function parentsOf(world: World, machine: string) {
  const { links = {}, routes = [] } = world.kernel.namespaces[own(world.machines, machine)?.namespace ?? ''] ?? {};
  return Object.values(links)
    .filter(({ kind, name }) => (kind === 'veth' || kind === 'vlan' || kind === 'dummy') && !name.startsWith('veth'))
    .map((link) => {
      const address = firstAddress(link);
      const subnet = address && formatPrefix(networkOf({ address: address.address, length: address.prefixLength }));
      const gateway = routes.find(({ device, destination }) => device === link.index && destination.length === 0)?.via;
      return { name: link.name, subnet, gateway };
    });
}

export default function NetworkDialog({ machine: given }: { readonly machine?: string | undefined }) {
  const { t } = useTranslation();
  const [{ name: machine, engine }, chooseMachine] = useEngineMachine(given);
  const [form, setForm] = useState<NetworkForm>(emptyNetwork);
  const change = (part: Partial<NetworkForm>) => setForm((old) => ({ ...old, ...part }));
  const parents = parentsOf(useWorld(), machine);
  const { driver } = form;

  /** On the LAN a network has the LAN's own subnet, with a part of it for its containers. */
  const chooseDriver = (next: NetworkForm['driver']) => {
    const parent = hasParent(next) ? parents[0] : undefined;
    change({
      driver: next,
      mode: '',
      parent: parent?.name ?? '',
      ...(hasParent(driver) || parent
        ? { subnet: parent?.subnet ?? '', gateway: parent?.gateway ?? '', range: '' }
        : {}),
    });
  };
  const isManager = engine.swarm !== undefined && engine.swarm.node === engine.swarm.manager.node;

  return (
    <CommandDialog
      title={t('network.title')}
      description={t(`network.about.${driver}`)}
      place={machine}
      line={createLine(form)}
      ready={form.name.trim() !== ''}
      action={t('network.action')}
    >
      <HostField value={machine} onChange={chooseMachine} />
      <div className={styles['pair']}>
        <TextField
          label={t('network.name')}
          required
          placeholder="shop"
          value={form.name}
          onChange={(name) => change({ name })}
        />
        <SelectField
          label={t('network.driver')}
          hint={driver === 'overlay' && !isManager ? t('network.needsSwarm') : undefined}
          value={driver}
          onChange={(chosen) => chooseDriver(drivers.find((each) => each === chosen) ?? 'bridge')}
        >
          {drivers.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </SelectField>
      </div>
      {hasParent(driver) && (
        <div className={styles['pair']}>
          <TextField
            label={t('network.parent')}
            hint={t('network.parentHint')}
            suggestions={parents.map(({ name }) => name)}
            value={form.parent}
            onChange={(parent) => change({ parent })}
          />
          <SelectField
            label={t('network.mode')}
            hint={t(`network.modeHint.${driver}`)}
            value={form.mode}
            onChange={(mode) => change({ mode })}
          >
            {modes[driver].map((each, at) => (
              <option key={each} value={at === 0 ? '' : each}>
                {each}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      <div className={styles['pair']}>
        <TextField
          label={t('network.subnet')}
          hint={t('network.subnetHint')}
          placeholder={driver === 'overlay' ? '10.0.1.0/24' : '172.20.0.0/16'}
          value={form.subnet}
          onChange={(subnet) => change({ subnet })}
        />
        <TextField
          label={t('network.gateway')}
          hint={t('network.gatewayHint')}
          placeholder={driver === 'overlay' ? '10.0.1.1' : '172.20.0.1'}
          value={form.gateway}
          onChange={(gateway) => change({ gateway })}
        />
      </div>
      {hasParent(driver) && (
        <TextField
          label={t('network.range')}
          hint={t('network.rangeHint')}
          placeholder="192.168.65.128/28"
          value={form.range}
          onChange={(range) => change({ range })}
        />
      )}
      {driver === 'overlay' && (
        <>
          <Checkbox
            label={t('network.attachable')}
            hint={t('network.attachableHint')}
            checked={form.attachable}
            onChange={(attachable) => change({ attachable })}
          />
          <Checkbox
            label={t('network.encrypted')}
            hint={t('network.encryptedHint')}
            checked={form.encrypted}
            onChange={(encrypted) => change({ encrypted })}
          />
        </>
      )}
      <Checkbox
        label={t('network.internal')}
        hint={t('network.internalHint')}
        checked={form.internal}
        onChange={(internal) => change({ internal })}
      />
      {driver === 'bridge' && (
        <Checkbox
          label={t('network.talk')}
          hint={t('network.talkHint')}
          checked={form.talk}
          onChange={(talk) => change({ talk })}
        />
      )}
    </CommandDialog>
  );
}
