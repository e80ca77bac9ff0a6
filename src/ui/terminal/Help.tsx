import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { worldOf } from '../../store/lab.ts';
import { runCommand } from '../../store/stores.ts';
import { locate } from '../../world/place.ts';
import { LAN, type Place, type World } from '../../world/world.ts';
import { Keys } from '../commands/Keys.tsx';
import { useStores } from '../stores/stores.tsx';
import { nameOfPlace } from '../../world/spots.ts';
import styles from './Help.module.css';

/** Lines to begin with, by the kind of place. */
const samples = {
  engine: [
    'docker run -d --name web -p 8080:80 nginx',
    'docker ps',
    'docker network ls',
    'ip -br addr',
    'bridge link',
    'iptables -t nat -S',
    'conntrack -L',
  ],
  container: ['ip addr', 'ip route', 'cat /etc/resolv.conf', 'cat /etc/hosts', 'ss -tln', 'curl -s http://example.com'],
  lan: ['add host', 'add client', 'add client printer 192.168.65.200', 'add image mariadb:11', 'use images docker-hub'],
  machine: ['ip addr', 'ip route', 'ping -c 1 192.168.65.10', 'curl -s http://192.168.65.10:8080', 'dig example.com'],
} as const;

/** What `help` shows: what one can do here, in the reader's language. */
export default function Help({ place }: { readonly place: Place }) {
  const { t } = useTranslation();
  const stores = useStores();
  const world = worldOf(stores.lab.getState());
  const location = locate(world, place);
  const kind =
    place === LAN ? 'lan' : location?.container ? 'container' : location?.machine.engine ? 'engine' : 'machine';
  const commands = useCommands(world, place);
  const root = useRef<HTMLDivElement>(null);
  // It comes a moment after the screen has gone to its end.
  useLayoutEffect(() => {
    root.current?.scrollIntoView({ block: 'end' });
  }, [commands]);
  return (
    <div ref={root} className={styles['help']}>
      <p>{t(`help.${kind}`, { place: nameOfPlace(place) })}</p>
      <ul className={styles['samples']}>
        {samples[kind].map((line) => (
          <li key={line}>
            <button
              type="button"
              className={styles['sample']}
              aria-label={t('welcome.run', { line })}
              onClick={() => void runCommand(stores, place, line)}
            >
              {line}
            </button>
          </li>
        ))}
      </ul>
      {place !== LAN && (
        <>
          <p>{t('help.commands')}</p>
          <p className={styles['commands']}>{commands.join('  ')}</p>
        </>
      )}
      <p className={styles['keys']}>
        <span>
          <Keys name="tab" /> {t('shortcuts.complete')}
        </span>
        <span>
          <Keys name="ctrl+r" /> {t('shortcuts.reverse')}
        </span>
        <span>
          <Keys name="ctrl+c" /> {t('shortcuts.interrupt')}
        </span>
        <span>
          <Keys name="ctrl+l" /> {t('shortcuts.clear')}
        </span>
        <span>
          <Keys name="ctrl+k" /> {t('commands.palette')}
        </span>
      </p>
    </div>
  );
}

/** The names of the commands that a place has, in their order. */
function useCommands(world: World, place: Place): readonly string[] {
  const { simulator } = useStores();
  const [commands, setCommands] = useState<readonly string[]>([]);
  useEffect(() => {
    let current = true;
    simulator.ask('commandsAt', world, place).then(
      (names) => current && setCommands([...new Set(names)].sort()),
      () => undefined, // help without the list
    );
    return () => {
      current = false;
    };
  }, [simulator, world, place]);
  return commands;
}
