/** What a round's page shows, to be taken away as a table: each one leaves a line in the audit. */
import { type ConsoleScene, consoleScene } from '../console/console-scene.ts';
import type { OwnPageDeps, Visitor } from '../own-page/own-scene.ts';
import { type RoundReport, reportRound } from './report-round.ts';

export interface ExportedRound {
  readonly scene: ConsoleScene;
  readonly report: RoundReport;
}

/** A school's 9,000 sheets. */
const exportTimeoutMs = 60_000;

/** Undefined where there is nothing of it for this viewer. */
export function exportRound(
  deps: OwnPageDeps,
  { visitor, roundId, now }: { readonly visitor: Visitor; readonly roundId: string; readonly now: Date },
): Promise<ExportedRound | undefined> {
  return deps.storage.transaction(async (tables) => {
    const seen = await consoleScene(deps, tables, visitor, now);
    const report = seen && (await reportRound(seen, roundId));
    if (seen === undefined || report === undefined) return undefined;
    if (!report.questionnaires.some((one) => one.report?.whole !== undefined)) return undefined;
    await tables.audit.add([
      {
        id: deps.newId(),
        schoolId: seen.school.id,
        at: now,
        actorId: seen.person.id,
        verb: 'round_exported',
        subjectId: roundId,
        detail: { questionnaires: report.questionnaires.length },
      },
    ]);
    return { scene: seen, report };
  }, exportTimeoutMs);
}
