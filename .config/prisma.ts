import { defineConfig } from 'prisma/config';

// `prisma generate` never runs the native schema engine, but looks for it; any executable keeps it from downloading.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: process.env.DAOSHI_PRISMA_SCHEMA ?? '../prisma/schema.prisma' });
