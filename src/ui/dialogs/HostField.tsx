import { useTranslation } from 'react-i18next';
import { SelectField } from '../controls/Field.tsx';
import { useWorld } from '../stores/stores.tsx';
import { machinesOf } from '../../world/spots.ts';

interface HostFieldProps {
  readonly value: string;
  readonly onChange: (machine: string) => void;
}

/** On which host something is made; nothing to choose where there is one. */
export function HostField({ value, onChange }: HostFieldProps) {
  const { t } = useTranslation();
  const hosts = machinesOf(useWorld()).filter(({ engine }) => engine !== undefined);
  if (hosts.length < 2) return null;
  return (
    <SelectField label={t('dialog.host')} value={value} onChange={onChange}>
      {hosts.map(({ name }) => (
        <option key={name}>{name}</option>
      ))}
    </SelectField>
  );
}
