import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Probe } from '../../world/reach.ts';
import { Field, Select, TextInput } from '../controls/Field.tsx';

/** What a person has chosen to send; no probe while the port is none. */
export interface Chosen {
  readonly kind: Probe['kind'];
  readonly port: string;
}

export const FIRST: Chosen = { kind: 'tcp', port: '80' };

/** The probe that was chosen; undefined where its port is none. */
export function probeOf({ kind, port }: Chosen): Probe | undefined {
  if (kind === 'ping') return { kind };
  const number = Number(port);
  return Number.isInteger(number) && number > 0 && number < 65_536 ? { kind, port: number } : undefined;
}

/** A choice of what is sent, and how it is changed. */
export const useProbe = () => useState<Chosen>(FIRST);

interface ProbesProps {
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
}

/** The fields in which one chooses what is sent. */
export function Probes({ chosen, choose }: ProbesProps) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t('matrix.protocol')}>
        {(ids) => (
          <Select
            {...ids}
            value={chosen.kind}
            onChange={(event) => choose({ ...chosen, kind: event.target.value === 'ping' ? 'ping' : 'tcp' })}
          >
            <option value="tcp">TCP</option>
            <option value="ping">ping (ICMP)</option>
          </Select>
        )}
      </Field>
      {chosen.kind === 'tcp' && (
        <Field label={t('matrix.port')}>
          {(ids) => (
            <TextInput
              {...ids}
              mono
              inputMode="numeric"
              value={chosen.port}
              aria-invalid={probeOf(chosen) === undefined}
              onChange={(event) => choose({ ...chosen, port: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
