-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "endedWhy" TEXT,
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'manual';

-- AlterTable
ALTER TABLE "Guardianship" ADD COLUMN     "endedOn" TEXT,
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'manual';

-- AlterTable
ALTER TABLE "PlatformIdentity" ADD COLUMN     "endedAt" TIMESTAMP(3),
ADD COLUMN     "isSubscribed" BOOLEAN,
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'manual',
ADD COLUMN     "unionId" TEXT;

-- AlterTable
ALTER TABLE "AuditLine" ADD COLUMN     "hash" TEXT,
ADD COLUMN     "sequence" INTEGER;

-- CreateTable
CREATE TABLE "Enrolment" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "untilOn" TEXT,
    "reason" TEXT NOT NULL,

    CONSTRAINT "Enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DirectoryEntry" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "parentId" TEXT,
    "digest" TEXT NOT NULL,
    "personId" TEXT,
    "seenAt" TIMESTAMP(3) NOT NULL,
    "missingSince" TIMESTAMP(3),

    CONSTRAINT "DirectoryEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DirectoryReading" (
    "accountId" TEXT NOT NULL,
    "fullReadAt" TIMESTAMP(3),
    "wantedSince" TIMESTAMP(3),
    "wantedIds" TEXT NOT NULL DEFAULT '[]',
    "rollingCursor" TEXT,
    "callsThisMonth" INTEGER NOT NULL DEFAULT 0,
    "month" TEXT NOT NULL DEFAULT '',
    "lastError" TEXT,

    CONSTRAINT "DirectoryReading_pkey" PRIMARY KEY ("accountId")
);

-- CreateTable
CREATE TABLE "IdentityProposal" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3),
    "decidedBy" TEXT,
    "decision" TEXT,

    CONSTRAINT "IdentityProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InspectionGrant" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "granteeId" TEXT NOT NULL,
    "grantedById" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "untilOn" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "InspectionGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AdminInvite" (
    "tokenHash" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),
    "usedBy" TEXT,

    CONSTRAINT "AdminInvite_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "ExamScore" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "examId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,

    CONSTRAINT "ExamScore_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CardWording" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "card" TEXT NOT NULL,
    "yaml" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,
    "changedBy" TEXT,

    CONSTRAINT "CardWording_pkey" PRIMARY KEY ("id")
);

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
