-- AlterTable
ALTER TABLE "AuditLine" ADD COLUMN "hash" TEXT;
ALTER TABLE "AuditLine" ADD COLUMN "sequence" INTEGER;

-- CreateTable
CREATE TABLE "Enrolment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "untilOn" TEXT,
    "reason" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "DirectoryEntry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "parentId" TEXT,
    "digest" TEXT NOT NULL,
    "personId" TEXT,
    "seenAt" DATETIME NOT NULL,
    "missingSince" DATETIME
);

-- CreateTable
CREATE TABLE "DirectoryReading" (
    "accountId" TEXT NOT NULL PRIMARY KEY,
    "fullReadAt" DATETIME,
    "wantedSince" DATETIME,
    "wantedIds" TEXT NOT NULL DEFAULT '[]',
    "rollingCursor" TEXT,
    "callsThisMonth" INTEGER NOT NULL DEFAULT 0,
    "month" TEXT NOT NULL DEFAULT '',
    "lastError" TEXT
);

-- CreateTable
CREATE TABLE "IdentityProposal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    "decidedBy" TEXT,
    "decision" TEXT
);

-- CreateTable
CREATE TABLE "InspectionGrant" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "granteeId" TEXT NOT NULL,
    "grantedById" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "untilOn" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "revokedAt" DATETIME
);

-- CreateTable
CREATE TABLE "AdminInvite" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    "usedBy" TEXT
);

-- CreateTable
CREATE TABLE "ExamScore" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "examId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sealed" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "CardWording" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "card" TEXT NOT NULL,
    "yaml" TEXT NOT NULL,
    "changedAt" DATETIME NOT NULL,
    "changedBy" TEXT
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "gender" TEXT,
    "number" TEXT,
    "phone" TEXT,
    "classId" TEXT,
    "endedOn" TEXT,
    "endedWhy" TEXT,
    "source" TEXT NOT NULL DEFAULT 'manual'
);
INSERT INTO "new_Person" ("classId", "endedOn", "gender", "id", "kind", "name", "number", "phone", "schoolId") SELECT "classId", "endedOn", "gender", "id", "kind", "name", "number", "phone", "schoolId" FROM "Person";
DROP TABLE "Person";
ALTER TABLE "new_Person" RENAME TO "Person";
CREATE INDEX "Person_schoolId_kind_idx" ON "Person"("schoolId", "kind");
CREATE INDEX "Person_classId_idx" ON "Person"("classId");
CREATE TABLE "new_Guardianship" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "guardianId" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'manual',
    "endedOn" TEXT
);
INSERT INTO "new_Guardianship" ("guardianId", "id", "relation", "schoolId", "studentId") SELECT "guardianId", "id", "relation", "schoolId", "studentId" FROM "Guardianship";
DROP TABLE "Guardianship";
ALTER TABLE "new_Guardianship" RENAME TO "Guardianship";
CREATE INDEX "Guardianship_guardianId_idx" ON "Guardianship"("guardianId");
CREATE INDEX "Guardianship_schoolId_idx" ON "Guardianship"("schoolId");
CREATE UNIQUE INDEX "Guardianship_studentId_guardianId_key" ON "Guardianship"("studentId", "guardianId");
CREATE TABLE "new_PlatformIdentity" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "foldedUserId" TEXT NOT NULL,
    "unionId" TEXT,
    "isSubscribed" BOOLEAN,
    "source" TEXT NOT NULL DEFAULT 'manual',
    "endedAt" DATETIME,
    "lastMessageAt" DATETIME
);
INSERT INTO "new_PlatformIdentity" ("accountId", "foldedUserId", "id", "lastMessageAt", "personId", "userId") SELECT "accountId", "foldedUserId", "id", "lastMessageAt", "personId", "userId" FROM "PlatformIdentity";
DROP TABLE "PlatformIdentity";
ALTER TABLE "new_PlatformIdentity" RENAME TO "PlatformIdentity";
CREATE INDEX "PlatformIdentity_personId_idx" ON "PlatformIdentity"("personId");
CREATE UNIQUE INDEX "PlatformIdentity_accountId_foldedUserId_key" ON "PlatformIdentity"("accountId", "foldedUserId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Enrolment_studentId_idx" ON "Enrolment"("studentId");

-- CreateIndex
CREATE INDEX "Enrolment_classId_idx" ON "Enrolment"("classId");

-- CreateIndex
CREATE INDEX "Enrolment_schoolId_fromOn_idx" ON "Enrolment"("schoolId", "fromOn");

-- CreateIndex
CREATE INDEX "DirectoryEntry_personId_idx" ON "DirectoryEntry"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "DirectoryEntry_accountId_kind_externalId_key" ON "DirectoryEntry"("accountId", "kind", "externalId");

-- CreateIndex
CREATE INDEX "IdentityProposal_schoolId_decidedAt_idx" ON "IdentityProposal"("schoolId", "decidedAt");

-- CreateIndex
CREATE UNIQUE INDEX "IdentityProposal_accountId_userId_personId_key" ON "IdentityProposal"("accountId", "userId", "personId");

-- CreateIndex
CREATE INDEX "InspectionGrant_schoolId_granteeId_idx" ON "InspectionGrant"("schoolId", "granteeId");

-- CreateIndex
CREATE INDEX "ExamScore_studentId_idx" ON "ExamScore"("studentId");

-- CreateIndex
CREATE UNIQUE INDEX "ExamScore_examId_studentId_subject_key" ON "ExamScore"("examId", "studentId", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "CardWording_schoolId_card_key" ON "CardWording"("schoolId", "card");

-- CreateIndex
CREATE UNIQUE INDEX "AuditLine_schoolId_sequence_key" ON "AuditLine"("schoolId", "sequence");
