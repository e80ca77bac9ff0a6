import { STOCK } from '../../engine/firewalld/stock.table.ts';
import { PROFILES } from '../linux/ufw/profiles.table.ts';

/** What the packages of hosts with an engine have put there: firewalld's files and ufw's. */
export const HOST_FILES: Readonly<Record<string, string>> = { ...STOCK, ...PROFILES };
