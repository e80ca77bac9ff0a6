import { useEffect, useState } from 'react';
import type { FoundFile } from '../../shell/saving/files.ts';
import { worldOf } from '../../store/lab.ts';
import type { Place } from '../../world/world.ts';
import { useLab, useStores } from '../stores/stores.tsx';

/** An answer, and what it is the answer to. */
interface Answered<T> {
  readonly to: string;
  readonly answer: T;
}

/** A file as it stands in the world that is shown; undefined until that is known. */
export function useFile(place: Place, path: string): FoundFile | undefined {
  const { simulator } = useStores();
  const world = useLab(worldOf);
  const [found, setFound] = useState<Answered<FoundFile>>();
  const to = `${place}\0${path}`;
  useEffect(() => {
    let isLate = false;
    simulator.ask('fileAt', world, place, path).then(
      (answer) => {
        if (!isLate) setFound({ to, answer });
      },
      () => undefined, // it is asked for again in the next world
    );
    return () => {
      isLate = true;
    };
  }, [simulator, world, place, path, to]);
  return found?.to === to ? found.answer : undefined;
}

/** The paths of a place's own files. */
export function useOwnFiles(place: Place): readonly string[] {
  const { simulator } = useStores();
  const world = useLab(worldOf);
  const [files, setFiles] = useState<Answered<readonly string[]>>();
  useEffect(() => {
    let isLate = false;
    simulator.ask('ownFiles', world, place).then(
      (answer) => {
        if (!isLate) setFiles({ to: place, answer });
      },
      () => undefined,
    );
    return () => {
      isLate = true;
    };
  }, [simulator, world, place]);
  return files?.to === place ? files.answer : [];
}
