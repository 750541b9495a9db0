/** The authored schema (SQLite) as a PostgreSQL schema with its own client folder. */
export function postgresqlTwin(authored) {
  return authored
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('"../src/generated/sqlite"', '"./postgresql"');
}
