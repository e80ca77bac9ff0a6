import { Check, Copy } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';

/** Puts a text on the clipboard, and tells which it put there last; nothing where the browser refused. */
function useCopy() {
  const [copied, setCopied] = useState<string>();
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
    } catch {
      setCopied(undefined);
    }
  };
  return [copied, copy, setCopied] as const;
}

interface CopyButtonProps {
  readonly text: () => string;
  readonly label: string;
  readonly icon?: ReactNode | undefined;
}

/** Puts a text on the clipboard and says for a moment that it did. */
export function CopyButton({ text, label, icon = <Copy /> }: CopyButtonProps) {
  const { t } = useTranslation();
  const [copied, copy, setCopied] = useCopy();
  const isCopied = copied !== undefined;

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(undefined), 1600);
    return () => clearTimeout(timer);
  }, [isCopied, setCopied]);

  return (
    <>
      <IconButton label={label} icon={isCopied ? <Check /> : icon} onClick={() => void copy(text())} />
      <span className="visually-hidden" role="status">
        {isCopied ? t('controls.copied') : ''}
      </span>
    </>
  );
}

interface CopyTextProps {
  readonly text: string;
  readonly label: string;
  readonly look: 'primary' | 'plain';
}

/** The same with words on it, which say that it did as long as the text is that one. */
export function CopyText({ text, label, look }: CopyTextProps) {
  const { t } = useTranslation();
  const [copied, copy] = useCopy();
  const isCopied = copied === text;
  return (
    <Button look={look} icon={isCopied ? <Check /> : <Copy />} onClick={() => void copy(text)}>
      <span aria-live="polite">{isCopied ? t('controls.copied') : label}</span>
    </Button>
  );
}
