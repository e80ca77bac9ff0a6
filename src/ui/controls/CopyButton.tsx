import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './IconButton.tsx';

/** Puts a text on the clipboard and says for a moment that it did. */
export function CopyButton({ text, label }: { readonly text: () => string; readonly label: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setCopied(true);
    } catch {
      setCopied(false); // the browser refused the clipboard
    }
  };

  return (
    <>
      <IconButton label={label} icon={copied ? <Check /> : <Copy />} onClick={() => void copy()} />
      <span className="visually-hidden" role="status">
        {copied ? t('controls.copied') : ''}
      </span>
    </>
  );
}
