export type Theme = 'light' | 'dark';

/** A network's colour: its line, and the soft fill of its bar. */
export interface NetworkColor {
  readonly line: string;
  readonly soft: string;
}

/**
 * Ten hues that stay apart for protan, deutan and tritan sight (palette.test.ts measures it); none is the red of errors.
 * The first three are the ones a beginner meets, so they are the farthest apart.
 */
const networkPalette: Readonly<Record<Theme, readonly NetworkColor[]>> = {
  light: [
    { line: '#3b6fd6', soft: '#e8effc' },
    { line: '#cf7a1f', soft: '#fdf1e2' },
    { line: '#1f9485', soft: '#e0f4f1' },
    { line: '#7a22ad', soft: '#f3e8fa' },
    { line: '#8c1552', soft: '#fae7f0' },
    { line: '#0b5049', soft: '#dfeeec' },
    { line: '#b07fd0', soft: '#f6effb' },
    { line: '#a04e1c', soft: '#f8e9e0' },
    { line: '#27406f', soft: '#e4e9f3' },
    { line: '#6b7f10', soft: '#f1f4de' },
  ],
  dark: [
    { line: '#7aa2f7', soft: '#1a2540' },
    { line: '#f0a35e', soft: '#33261a' },
    { line: '#4ec9b8', soft: '#15302d' },
    { line: '#a95fd8', soft: '#2a1d38' },
    { line: '#f0a3c4', soft: '#35222c' },
    { line: '#3f8f62', soft: '#152a20' },
    { line: '#d3ccff', soft: '#29283a' },
    { line: '#bf5f2a', soft: '#321f15' },
    { line: '#5570a8', soft: '#192234' },
    { line: '#efe27a', soft: '#302e1b' },
  ],
};

export const networkColorCount = networkPalette.light.length;

/** The colour of the network with this colour index (see scene/colors.ts); beyond the tenth they repeat. */
export function networkColor(index: number, theme: Theme): NetworkColor {
  const colors = networkPalette[theme];
  const color = colors[index % colors.length];
  if (color === undefined) throw new RangeError(`no network colour ${index}`);
  return color;
}

/** The picture's tokens; src/ui/theme.css holds the same values as CSS variables. */
export interface Tokens {
  readonly background: string;
  readonly dot: string;
  readonly panel: string;
  readonly host: string;
  readonly chip: string;
  /** Hairlines and idle outlines. */
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly accent: string;
  readonly accentInk: string;
  readonly accentSoft: string;
  readonly nat: string;
  readonly bad: string;
  readonly warn: string;
  readonly shadow: string;
  /** Pills by protocol: fill and ink. */
  readonly packets: Readonly<Record<PacketColor, { readonly fill: string; readonly ink: string }>>;
}

export type PacketColor = 'tcp' | 'udp' | 'dns' | 'icmp' | 'arp';

export const tokens: Readonly<Record<Theme, Tokens>> = {
  light: {
    background: '#f6f7f9',
    dot: '#dde1e8',
    panel: '#ffffff',
    host: '#fbfcfd',
    chip: '#eef1f6',
    line: '#e1e4ea',
    lineStrong: '#cfd4dd',
    ink: '#171b24',
    ink2: '#515a6b',
    ink3: '#5f687a',
    accent: '#3457d5',
    accentInk: '#ffffff',
    accentSoft: '#e8edfc',
    nat: '#d9822b',
    bad: '#c2362b',
    warn: '#a16207',
    shadow: 'rgb(15 23 42 / 0.25)',
    packets: {
      tcp: { fill: '#3457d5', ink: '#ffffff' },
      udp: { fill: '#0f766e', ink: '#ffffff' },
      dns: { fill: '#7c3aad', ink: '#ffffff' },
      icmp: { fill: '#9a5410', ink: '#ffffff' },
      arp: { fill: '#515a6b', ink: '#ffffff' },
    },
  },
  dark: {
    background: '#0f1218',
    dot: '#1e2531',
    panel: '#161b24',
    host: '#131822',
    chip: '#202836',
    line: '#262d3a',
    lineStrong: '#364052',
    ink: '#eef1f6',
    ink2: '#a9b3c4',
    ink3: '#929db0',
    accent: '#7c9bff',
    accentInk: '#0b1020',
    accentSoft: '#1e2947',
    nat: '#f0a35e',
    bad: '#f87171',
    warn: '#facc15',
    shadow: 'rgb(0 0 0 / 0.5)',
    packets: {
      tcp: { fill: '#7c9bff', ink: '#0b1020' },
      udp: { fill: '#4ec9b8', ink: '#06211d' },
      dns: { fill: '#c79bf2', ink: '#1d0f2b' },
      icmp: { fill: '#f0a35e', ink: '#2a1603' },
      arp: { fill: '#a9b3c4', ink: '#11151d' },
    },
  },
};

/** Of the arrows from a service to those that it waits for. */
export const dependencyColor = (theme: Theme): string => tokens[theme].packets.dns.fill;

export const sans =
  '"Inter Variable", Inter, system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif';
export const mono =
  '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace';
