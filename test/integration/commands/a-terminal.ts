/** A terminal that remembers, a live configuration on a folder of its own, and files to import. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { cardsFolder } from '../../../src/commands/cards-folder.ts';
import { loadCommandWords } from '../../../src/commands/command-words.ts';
import type { Terminal } from '../../../src/commands/terminal.ts';
import type { Environment } from '../../../src/config/environment.ts';
import { type Config, readConfig } from '../../../src/config.ts';
import { writeXlsx } from '../../../src/sheets/write-sheet.ts';
import { type Database, openDatabase } from '../../../src/storage/open-database.ts';
import { aFolder } from '../../support/databases.ts';
import { aClock } from '../../support/test-clock.ts';

export const words = loadCommandWords(cardsFolder);
export const clock = aClock('2026-11-18T12:20:00+08:00');

export interface ATerminal extends Terminal {
  /** All that was printed since the last call. */
  read(): string;
  readComplaints(): string;
}

export function aTerminal(): ATerminal {
  const printed: string[] = [];
  const complaints: string[] = [];
  return {
    print: (line) => void printed.push(line),
    complain: (line) => void complaints.push(line),
    read: () => printed.splice(0).join('\n'),
    readComplaints: () => complaints.splice(0).join('\n'),
  };
}

export interface Desk {
  readonly folder: string;
  readonly config: Config;
  path(name: string): string;
  /** Writes a CSV of lines. */
  csv(name: string, ...lines: string[]): string;
  xlsx(name: string, sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Promise<string>;
  /** The same file, as a server holds it. */
  openAsServer(): Promise<Database>;
  open(): Promise<Database>;
}

export const liveEnvironment: Environment = {
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'a-secret-of-the-console',
  WECOM_TOKEN: 'QDG6eK',
  WECOM_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};

/** Removed when the test ends. */
export function aDesk(environment: Environment = liveEnvironment): Desk {
  const folder = aFolder();
  onTestFinished(() => folder.remove());
  const path = (name: string): string => join(folder.path, name);
  const url = `file:${path('data/daoshi.db')}`;
  const config = aConfig({ ...environment, DATABASE_URL: url });
  async function open(asServer: boolean): Promise<Database> {
    const database = await openDatabase({ url, asServer, watcher: { connectionLost: () => {} } });
    onTestFinished(() => database.close());
    return database;
  }
  return {
    folder: folder.path,
    config,
    path,
    csv(name, ...lines) {
      writeFileSync(path(name), `${lines.join('\n')}\n`);
      return path(name);
    },
    async xlsx(name, sheets) {
      const contents = Object.entries(sheets).map(([sheet, rows]) => ({ name: sheet, rows }));
      writeFileSync(path(name), await writeXlsx(contents));
      return path(name);
    },
    openAsServer: () => open(true),
    open: () => open(false),
  };
}

function aConfig(environment: Environment): Config {
  const result = readConfig(environment);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.config;
}

export const staffLines = [
  '姓名,工号,角色,班级,企业微信账号,钉钉账号',
  '司徒静,T001,导师、班主任,五年级2班,situjing,',
  '高远,T002,导师,,gaoyuan,gy',
];
export const studentHeadings = '年级,班级,学生姓名,学号,性别,特殊类别,导师,结对日期,监护人1姓名,监护人1关系';
export const studentLines = [
  studentHeadings,
  '五年级,2班,程诺,202605001,女,,高远,2026-09-07,程建国,父亲',
  '五年级,2班,欧阳宇轩,202605002,男,留守儿童,T001,2026-09-07,欧阳兰,奶奶',
];
