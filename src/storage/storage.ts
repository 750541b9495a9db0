/** Everything the use cases may ask of the database, inside a transaction or outside. */
import type { KnownPeople } from '../domain/roster/roster-plan.ts';
import type { SchoolRoster } from '../domain/school-roster.ts';
import { type AdminInvites, adminInvitesTable } from './admin-invites.ts';
import { type AnswerRows, answersTable } from './answers.ts';
import { type Attachments, attachmentsTable } from './attachments.ts';
import { type Audit, auditTable } from './audit.ts';
import { type Calendars, calendarsTable } from './calendars.ts';
import { type CardWordings, cardWordingsTable } from './card-wordings.ts';
import { type Keys, keysOf } from './change-keys.ts';
import { type Concerns, concernsTable } from './concerns.ts';
import { type ContactRevisions, contactRevisionsTable } from './contact-revisions.ts';
import { type Contacts, contactsTable } from './contacts.ts';
import { type KeyRing, type Words, wordsOf } from './data-keys.ts';
import { type Directories, directoriesTable } from './directories.ts';
import { type Drafts, draftsTable } from './drafts.ts';
import { type Enrolments, enrolmentsTable } from './enrolments.ts';
import { type EthicsCases, ethicsCasesTable } from './ethics-cases.ts';
import { type ExamScores, examScoresTable } from './exam-scores.ts';
import { type FollowUps, followUpsTable } from './follow-ups.ts';
import { type HandIns, handInsTable } from './hand-ins.ts';
import { type Identities, identitiesTable } from './identities.ts';
import { type IdentityProposals, identityProposalsTable } from './identity-proposals.ts';
import { type Inbox, inboxTable } from './inbox.ts';
import { type Inspections, inspectionsTable } from './inspections.ts';
import { type Invitations, invitationsTable } from './invitations.ts';
import { loadKnownPeople } from './known-people.ts';
import { RosterShelf } from './load-roster.ts';
import { type Meetings, meetingsTable } from './meetings.ts';
import type { Database } from './open-database.ts';
import { type Outbox, outboxTable } from './outbox.ts';
import { type PassedQuestions, passedQuestionsTable } from './passed-questions.ts';
import { type Questionnaires, questionnairesTable } from './questionnaires.ts';
import { type Questions, questionsTable } from './questions.ts';
import { isTaken, type Rows } from './rows.ts';
import { type SchemeVersions, schemeVersionsTable } from './scheme-versions.ts';
import { type SchoolForms, schoolFormsTable } from './school-forms.ts';
import { type School, type Schools, schoolsTable } from './schools.ts';
import { type Settings, settingsTable } from './settings.ts';
import { type Slots, slotsTable } from './slots.ts';
import { type StagedFiles, stagedFilesTable } from './staged-files.ts';
import { type WebSessions, webSessionsTable } from './web-sessions.ts';
import { type RosterWriter, rosterWriter } from './write-roster.ts';

export interface Tables {
  readonly schools: Schools;
  readonly identities: Identities;
  readonly directories: Directories;
  readonly identityProposals: IdentityProposals;
  readonly concerns: Concerns;
  readonly contacts: Contacts;
  readonly enrolments: Enrolments;
  readonly examScores: ExamScores;
  readonly contactRevisions: ContactRevisions;
  readonly followUps: FollowUps;
  readonly handIns: HandIns;
  readonly meetings: Meetings;
  readonly schemeVersions: SchemeVersions;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly passedQuestions: PassedQuestions;
  readonly questions: Questions;
  readonly questionnaires: Questionnaires;
  readonly invitations: Invitations;
  readonly answers: AnswerRows;
  readonly ethicsCases: EthicsCases;
  readonly schoolForms: SchoolForms;
  readonly drafts: Drafts;
  readonly attachments: Attachments;
  readonly audit: Audit;
  readonly slots: Slots;
  readonly settings: Settings;
  readonly webSessions: WebSessions;
  readonly calendars: Calendars;
  readonly cardWordings: CardWordings;
  readonly adminInvites: AdminInvites;
  readonly stagedFiles: StagedFiles;
  readonly words: Words;
  readonly inspections: Inspections;
  readonly keys: Keys;
  readonly rosterWriter: RosterWriter;
  /** As a roster file is checked against them. */
  knownPeople(schoolId: string): Promise<KnownPeople>;
  roster(school: Pick<School, 'id' | 'rosterVersion'>): Promise<SchoolRoster>;
}

export interface Storage extends Tables {
  /** All or nothing. Throws `TakenError` where a unique key was taken by somebody else meanwhile. */
  transaction<Result>(work: (tables: Tables) => Promise<Result>, timeoutMs?: number): Promise<Result>;
  /** One trivial query: whether the database answers. */
  ping(): Promise<void>;
}

/** A unique key was taken: somebody else did the same thing first. */
export class TakenError extends Error {
  override readonly name = 'TakenError';
}

const rememberedRosters = 40;

export function createStorage(database: Database, ring: KeyRing): Storage {
  const shelf = new RosterShelf(rememberedRosters);
  const tables = (rows: Rows): Tables => {
    const words = wordsOf(rows, ring, database.kind);
    return {
      schools: schoolsTable(rows),
      identities: identitiesTable(rows),
      directories: directoriesTable(rows),
      identityProposals: identityProposalsTable(rows),
      concerns: concernsTable(rows, words),
      contacts: contactsTable(rows, words),
      contactRevisions: contactRevisionsTable(rows, words),
      enrolments: enrolmentsTable(rows),
      examScores: examScoresTable(rows, words),
      followUps: followUpsTable(rows, words),
      handIns: handInsTable(rows, words),
      meetings: meetingsTable(rows, words),
      schemeVersions: schemeVersionsTable(rows),
      inbox: inboxTable(rows, words),
      outbox: outboxTable(rows, words),
      passedQuestions: passedQuestionsTable(rows, words),
      questions: questionsTable(rows, words),
      questionnaires: questionnairesTable(rows, database.kind),
      invitations: invitationsTable(rows),
      answers: answersTable(rows, words),
      ethicsCases: ethicsCasesTable(rows, words),
      schoolForms: schoolFormsTable(rows),
      drafts: draftsTable(rows, words),
      attachments: attachmentsTable(rows, words),
      audit: auditTable(rows, ring.wrapper),
      slots: slotsTable(rows),
      settings: settingsTable(rows),
      webSessions: webSessionsTable(rows),
      calendars: calendarsTable(rows),
      cardWordings: cardWordingsTable(rows),
      adminInvites: adminInvitesTable(rows),
      stagedFiles: stagedFilesTable(rows, words),
      rosterWriter: rosterWriter(rows, words),
      words,
      inspections: inspectionsTable(rows),
      keys: keysOf(rows, ring),
      knownPeople: (schoolId) => loadKnownPeople(rows, schoolId),
      roster: (school) => shelf.get(rows, school.id, school.rosterVersion),
    };
  };
  return {
    ...tables(database.client),
    async transaction(work, timeoutMs) {
      try {
        return await database.client.$transaction(
          (rows) => work(tables(rows)),
          timeoutMs === undefined ? {} : { timeout: timeoutMs },
        );
      } catch (error) {
        if (isTaken(error)) throw new TakenError('a unique key was taken', { cause: error });
        throw error;
      }
    },
    async ping() {
      await database.client.school.count();
    },
  };
}
