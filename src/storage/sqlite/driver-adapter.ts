/**
 * Prisma driver adapter over `@photostructure/sqlite` (the API of Node's own `node:sqlite`): one connection, cached
 * statements, and a turnstile that a transaction holds from BEGIN to COMMIT.
 */
import { setImmediate } from 'node:timers/promises';
import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite';
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
  TransactionOptions,
} from '@prisma/driver-adapter-utils';
import { columnTypes, resultRow, type SqliteValue, sqliteArgument } from './column-types.ts';
import { toDriverError } from './sqlite-errors.ts';
import { Turnstile } from './turn.ts';

const adapterName = 'daoshi-sqlite';
const cachedStatements = 500;
/** SQLITE_MAX_VARIABLE_NUMBER of the bundled build. */
const maxBindValues = 32_766;

/** Written values and statements after which a long transaction lets the rest of the program breathe. */
const breathAfter = { values: 1_000, statements: 50 } as const;

interface PreparedStatement {
  readonly statement: StatementSyncInstance;
  readonly names: readonly string[];
  readonly declared: readonly (string | null)[];
}

/** The connection itself: synchronous, so that between BEGIN and COMMIT nothing else can slip in by accident. */
class Connection {
  readonly provider = 'sqlite';
  readonly adapterName = adapterName;
  readonly turnstile = new Turnstile();
  readonly #database: InstanceType<typeof DatabaseSync>;
  readonly #prepared = new Map<string, PreparedStatement>();

  constructor(database: InstanceType<typeof DatabaseSync>) {
    this.#database = database;
  }

  query(query: SqlQuery): SqlResultSet {
    return this.#attempt(() => {
      const { statement, names, declared } = this.#prepare(query.sql);
      const rows: SqliteValue[][] = statement.all(...argumentsOf(query));
      const types = columnTypes(declared, rows);
      return { columnNames: [...names], columnTypes: types, rows: rows.map((row) => resultRow(row, types)) };
    });
  }

  execute(query: SqlQuery): number {
    return this.#attempt(() => {
      return this.#prepare(query.sql).statement.run(...argumentsOf(query)).changes;
    });
  }

  script(sql: string): void {
    this.#attempt(() => this.#database.exec(sql));
  }

  forgetStatements(): void {
    this.#prepared.clear();
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw toDriverError(error);
    }
  }

  #prepare(sql: string): PreparedStatement {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    statement.setReturnArrays(true);
    const columns = statement.columns();
    // Without it, reading a number beyond 2^53 throws. Integers then come as text, which Prisma takes too.
    if (columns.some((column) => column.type?.toUpperCase() === 'BIGINT')) statement.setReadBigInts(true);
    const prepared = {
      statement,
      names: columns.map((column) => column.name),
      declared: columns.map((column) => column.type),
    };
    if (this.#prepared.size >= cachedStatements) {
      const oldest = this.#prepared.keys().next();
      if (!oldest.done) this.#prepared.delete(oldest.value);
    }
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}

function argumentsOf(query: SqlQuery): SqliteValue[] {
  return query.args.map((value, index) => sqliteArgument(value, query.argTypes[index]));
}

/** Everything inside runs on the turn that BEGIN took. */
class SqliteTransaction implements Transaction {
  readonly provider = 'sqlite';
  readonly adapterName = adapterName;
  readonly options: TransactionOptions = { usePhantomQuery: true };
  readonly #connection: Connection;
  readonly #leave: () => void;
  #values = 0;
  #statements = 0;

  constructor(connection: Connection, leave: () => void) {
    this.#connection = connection;
    this.#leave = leave;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    await this.#breathe(query);
    return this.#connection.query(query);
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    await this.#breathe(query);
    return this.#connection.execute(query);
  }

  /**
   * Every statement is done at once, and what follows a promise that is kept goes before sockets and timers: without a
   * pause thousands of rows would keep the program from hearing anybody until they are written.
   */
  async #breathe({ args }: SqlQuery): Promise<void> {
    this.#values += args.length;
    this.#statements += 1;
    if (this.#values < breathAfter.values && this.#statements < breathAfter.statements) return;
    this.#values = 0;
    this.#statements = 0;
    await setImmediate();
  }

  async commit(): Promise<void> {
    this.#end('COMMIT');
  }

  async rollback(): Promise<void> {
    this.#end('ROLLBACK');
  }

  /** A COMMIT that fails (disk full) leaves the transaction open: it is rolled back before the turn is given up. */
  #end(sql: 'COMMIT' | 'ROLLBACK'): void {
    try {
      this.#connection.script(sql);
    } catch (error) {
      if (sql === 'COMMIT') this.#connection.script('ROLLBACK');
      throw error;
    } finally {
      this.#leave();
    }
  }
}

class SqliteAdapter implements SqlDriverAdapter {
  readonly provider = 'sqlite';
  readonly adapterName = adapterName;
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#inTurn(() => this.#connection.query(query));
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    return this.#inTurn(() => this.#connection.execute(query));
  }

  async executeScript(script: string): Promise<void> {
    return this.#inTurn(() => {
      this.#connection.script(script);
      // A script may change tables: remembered column names would be those of before.
      this.#connection.forgetStatements();
    });
  }

  async startTransaction(): Promise<Transaction> {
    const leave = await this.#connection.turnstile.enter();
    try {
      // IMMEDIATE: a second process (import, doctor) makes us wait here and nowhere later.
      this.#connection.script('BEGIN IMMEDIATE');
    } catch (error) {
      leave();
      throw error;
    }
    return new SqliteTransaction(this.#connection, leave);
  }

  getConnectionInfo(): { maxBindValues: number; supportsRelationJoins: boolean } {
    return { maxBindValues, supportsRelationJoins: false };
  }

  async dispose(): Promise<void> {
    await this.#inTurn(() => this.#connection.close());
  }

  async #inTurn<Result>(work: () => Result): Promise<Result> {
    const leave = await this.#connection.turnstile.enter();
    try {
      return work();
    } finally {
      leave();
    }
  }
}

export interface SqliteLocation {
  /** Path of the file, or `:memory:`. */
  readonly path: string;
  /** How long a statement waits for another process that holds the file, in milliseconds. */
  readonly busyTimeoutMs: number;
}

export function sqliteAdapterFactory(location: SqliteLocation): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'sqlite',
    adapterName,
    connect: async () => openAdapter(location),
    connectToShadowDb: async () => openAdapter({ ...location, path: ':memory:' }),
  };
}

function openAdapter(location: SqliteLocation): SqlDriverAdapter {
  const database = new DatabaseSync(location.path, { timeout: location.busyTimeoutMs });
  // FULL: one fsync per commit. What was answered "filed" survives a power cut (design.md, "What decides", 5).
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  return new SqliteAdapter(new Connection(database));
}
