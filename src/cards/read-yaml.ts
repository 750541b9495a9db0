/** Reads one YAML text against a schema; every fault comes with its line, so that an author finds it. */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

export interface FileFault {
  readonly file: string;
  readonly line?: number;
  readonly fault: string;
}

type Path = readonly PropertyKey[];

export type ReadYaml<Value> =
  | { readonly value: Value; lineOf(path: Path): number | undefined }
  | { readonly faults: readonly FileFault[] };

export function readYaml<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): ReadYaml<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0)
    return {
      faults: document.errors.map((error) => ({
        file,
        line: lines.linePos(error.pos[0]).line,
        fault: error.message.split('\n')[0] ?? error.code,
      })),
    };

  /** The line of the deepest key or entry on the path that exists. */
  function lineOf(path: Path): number | undefined {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = keyAt(path.slice(0, depth)) ?? document.getIn(path.slice(0, depth), true);
      if (hasRange(node)) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  }

  function keyAt(path: Path): unknown {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    if (!isMap(parent)) return undefined;
    return parent.items.map(({ key }) => key).find((key) => isScalar(key) && key.value === path.at(-1));
  }

  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    // One part that refers to another: with a few lines of it a text could grow without end.
    if (!(error instanceof ReferenceError)) throw error;
    return { faults: [{ file, fault: error.message }] };
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return { value: parsed.data, lineOf };
  const faults = parsed.error.issues.flatMap(closestReading).map((issue) => {
    const line = lineOf(issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : issue.path);
    const at = issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
    return { file, ...(line === undefined ? {} : { line }), fault: at + issue.message };
  });
  return { faults };
}

/** Where a value fits none of several shapes, "invalid input" helps nobody: show what keeps it from the closest one. */
function closestReading(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const readings = issue.errors.filter(
    (reading) => !reading.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  const closest = readings.toSorted((one, other) => one.length - other.length)[0];
  return closest?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) ?? [issue];
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
