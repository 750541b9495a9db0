/** Text to scenario, or everything that is wrong with it, each fault with its line. */
import { basename } from 'node:path';
import { z } from 'zod';
import { type FileFault, readYaml } from '../cards/read-yaml.ts';
import { supportedActions } from './action-schemas.ts';
import { checkReferences } from './check-references.ts';
import { laterExpectations } from './expectation-schemas.ts';
import { type Scenario, scenarioSchema } from './scenario-schema.ts';
import { readWallTime } from './wall-time.ts';
import { withoutNotes } from './without-notes.ts';

export interface PlaceFault {
  readonly path: readonly PropertyKey[];
  readonly fault: string;
}

export type ReadScenario = { readonly scenario: Scenario } | { readonly faults: readonly FileFault[] };

export function readScenario(file: string, text: string): ReadScenario {
  const read = readYaml(file, text, z.preprocess(withoutNotes, scenarioSchema));
  if ('faults' in read) return read;
  const scenario = { ...read.value, name: read.value.name ?? basename(file).replace(/\.ya?ml$/, '') };
  const places = [
    ...notYet(scenario),
    ...oneActionEach(scenario),
    ...inOrder(scenario),
    ...checkReferences(scenario),
  ];
  if (places.length === 0) return { scenario };
  return {
    faults: places.map(({ path, fault }) => {
      const line = read.lineOf(path);
      return { file, ...(line === undefined ? {} : { line }), fault };
    }),
  };
}

function notYet({ steps }: Scenario): PlaceFault[] {
  return steps.flatMap((step, index) =>
    Object.keys(step.expect ?? {})
      .filter((key) => Object.hasOwn(laterExpectations, key))
      .map((key) => ({ path: ['steps', index, 'expect', key], fault: `${key}: not supported yet` })),
  );
}

function oneActionEach({ steps }: Scenario): PlaceFault[] {
  return steps.flatMap((step, index) => {
    const actions = Object.keys(step).filter((key) => Object.hasOwn(supportedActions, key));
    const [, second] = actions;
    return second === undefined
      ? []
      : [{ path: ['steps', index, second], fault: `one action per step: ${actions.join(', ')}` }];
  });
}

function inOrder({ steps }: Scenario): PlaceFault[] {
  return steps.flatMap((step, index) => {
    const before = steps[index - 1];
    if (before === undefined || readWallTime(before.at) <= readWallTime(step.at)) return [];
    return [{ path: ['steps', index, 'at'], fault: `${step.at} lies before the step above` }];
  });
}
