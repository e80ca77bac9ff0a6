import { Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { attendanceOf } from './roster.ts';
import type { Teaching } from './teaching.ts';
import { useSlowly } from './use-slowly.ts';

/** How many are there, and how many follow; read out once in a while. `short`: as two numbers, where there is little room. */
export function Attendance({ teaching, short = false }: { readonly teaching: Teaching; readonly short?: boolean }) {
  const { t } = useTranslation('classroom');
  const { there, following } = useStore(
    teaching.session,
    useShallow(({ students }) => attendanceOf(students)),
  );
  const said = `${t('strip.there', { count: there })} · ${t('strip.follow', { count: following })}`;
  const slowly = useSlowly(said);
  return (
    <>
      {short ? (
        <span title={said} aria-hidden>
          <Users /> {following}/{there}
        </span>
      ) : (
        <span>{said}</span>
      )}
      <span className="visually-hidden" role="status">
        {slowly}
      </span>
    </>
  );
}
