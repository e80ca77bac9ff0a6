/** Lines of output into blocks of one kind, told by what they look like. */
import { isForwardingLine } from '../stack/forwarding.ts';
import { isLinkDetail, isLinkLine } from '../stack/links.ts';
import { isNeighbourLine } from '../stack/neighbours.ts';
import { isPolicyLine } from '../stack/policy.ts';
import { isHopLine, isRouteLine } from '../stack/routes.ts';
import { isSocketHeader, isSocketLine } from '../stack/sockets.ts';
import { isSettingLine } from '../stack/sysctl.ts';
import { isResolvLine } from '../stack/names.ts';
import { isSavedLine } from '../rules/iptables.ts';
import { isSavedSet, isSetDetail, isSetLine } from '../rules/ipset.ts';
import { isNftHead, isNftWarning } from '../rules/nft-text.ts';

type BlockKind =
  | 'iptables'
  | 'ipset'
  | 'nft'
  | 'links'
  | 'routes'
  | 'policy'
  | 'forwarding'
  | 'sockets'
  | 'sysctl'
  | 'resolv'
  | 'container-list'
  | 'network-list'
  | 'neighbours'
  | 'compose'
  | 'unread';

export interface Block {
  readonly kind: BlockKind;
  readonly lines: string[];
}

const COMPOSE = /^(services|version|x-[\w-]+|name):(\s|$)/;

/** How a line of its own is told, in this order. */
const TOLD: readonly (readonly [BlockKind, (line: string) => boolean])[] = [
  ['iptables', isSavedLine],
  ['ipset', isSetLine],
  ['nft', (line) => isNftHead(line) || isNftWarning(line)],
  ['links', isLinkLine],
  ['policy', isPolicyLine],
  ['forwarding', isForwardingLine],
  ['neighbours', isNeighbourLine],
  ['routes', isRouteLine],
  ['sockets', (line) => isSocketHeader(line) || isSocketLine(line)],
  ['sysctl', isSettingLine],
  ['resolv', isResolvLine],
  ['container-list', (line) => /^CONTAINER ID\s+IMAGE\s/.test(line)],
  ['network-list', (line) => /^NETWORK ID\s+NAME\s+DRIVER\s/.test(line)],
];

/** Whether a line goes on with the block that stands before it. */
function goesOn(block: Block, line: string): boolean {
  switch (block.kind) {
    case 'links':
      return isLinkDetail(line);
    case 'routes':
      return isHopLine(line);
    case 'container-list':
      return /^[0-9a-f]{12,64}\s/.test(line);
    case 'network-list':
      return /^[0-9a-z]{12,64}\s/.test(line);
    case 'ipset':
      return !isSavedSet(block.lines.at(-1) ?? '') && isSetDetail(line);
    case 'nft':
      return block.lines.some(isNftHead) && block.lines.at(-1)?.trimEnd() !== '}';
    case 'compose':
      return true;
    default:
      return false;
  }
}

export function blocksOf(lines: readonly string[]): Block[] {
  if (
    lines.some((line) => /^services:\s*(#.*)?$/.test(line)) &&
    COMPOSE.test(lines.find((line) => !/^\s*(#.*|---)?$/.test(line)) ?? '')
  )
    return [{ kind: 'compose', lines: [...lines] }];
  const blocks: Block[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const last = blocks.at(-1);
    if (last && goesOn(last, line)) {
      last.lines.push(line);
      continue;
    }
    const kind = TOLD.find(([, fits]) => fits(line))?.[0] ?? 'unread';
    // Each table of nft is a block of its own; a warning belongs to the table under it.
    const joins = last?.kind === kind && (kind !== 'nft' || !last.lines.some(isNftHead));
    if (joins && last) last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
  }
  return blocks;
}
