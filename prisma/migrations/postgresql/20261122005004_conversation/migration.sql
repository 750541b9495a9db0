-- AlterTable
ALTER TABLE "OpenQuestion" ADD COLUMN     "targetId" TEXT;

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "inboxId" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "candidates" TEXT NOT NULL DEFAULT '[]',
    "settled" TEXT NOT NULL DEFAULT '{}',
    "sealedFor" TEXT NOT NULL,
    "textSealed" TEXT NOT NULL,
    "writtenAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FollowUp" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "kind" TEXT,
    "dueOn" TEXT,
    "inboxId" TEXT,
    "textSealed" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "closedById" TEXT,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactRevision" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "isAmendment" BOOLEAN NOT NULL,
    "inboxId" TEXT,
    "fieldNames" TEXT NOT NULL,
    "valuesSealed" TEXT NOT NULL,

    CONSTRAINT "ContactRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "contactId" TEXT,
    "sealedFor" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "inboxId" TEXT NOT NULL,
    "sourceSealed" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "contentSealed" TEXT,
    "mediaType" TEXT,
    "size" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMP(3),
    "lastError" TEXT,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Concern" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "studentId" TEXT,
    "reporterId" TEXT NOT NULL,
    "inboxId" TEXT,
    "signs" TEXT NOT NULL,
    "strength" TEXT NOT NULL,
    "sealedFor" TEXT NOT NULL,
    "textSealed" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "askedAgainAt" TIMESTAMP(3),
    "escalatedAt" TIMESTAMP(3),
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Concern_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConcernRecipient" (
    "id" TEXT NOT NULL,
    "concernId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "mustConfirm" BOOLEAN NOT NULL,
    "toldAt" TIMESTAMP(3) NOT NULL,
    "acknowledgedAt" TIMESTAMP(3),

    CONSTRAINT "ConcernRecipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PassedQuestion" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "mentorId" TEXT NOT NULL,
    "sealedFor" TEXT NOT NULL,
    "textSealed" TEXT NOT NULL,
    "inboxId" TEXT,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "PassedQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebSession" (
    "tokenHash" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "accountId" TEXT,
    "personId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "steppedUpAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "WebSession_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateIndex
CREATE INDEX "Draft_personId_closedAt_idx" ON "Draft"("personId", "closedAt");

-- CreateIndex
CREATE INDEX "FollowUp_authorId_closedAt_idx" ON "FollowUp"("authorId", "closedAt");

-- CreateIndex
CREATE INDEX "FollowUp_studentId_idx" ON "FollowUp"("studentId");

-- CreateIndex
CREATE INDEX "FollowUp_schoolId_dueOn_idx" ON "FollowUp"("schoolId", "dueOn");

-- CreateIndex
CREATE INDEX "FollowUp_inboxId_idx" ON "FollowUp"("inboxId");

-- CreateIndex
CREATE INDEX "ContactRevision_contactId_at_idx" ON "ContactRevision"("contactId", "at");

-- CreateIndex
CREATE INDEX "Attachment_state_nextTryAt_idx" ON "Attachment"("state", "nextTryAt");

-- CreateIndex
CREATE INDEX "Attachment_contactId_idx" ON "Attachment"("contactId");

-- CreateIndex
CREATE INDEX "Attachment_authorId_receivedAt_idx" ON "Attachment"("authorId", "receivedAt");

-- CreateIndex
CREATE INDEX "Concern_schoolId_state_askedAt_idx" ON "Concern"("schoolId", "state", "askedAt");

-- CreateIndex
CREATE INDEX "Concern_studentId_idx" ON "Concern"("studentId");

-- CreateIndex
CREATE INDEX "Concern_reporterId_state_idx" ON "Concern"("reporterId", "state");

-- CreateIndex
CREATE INDEX "ConcernRecipient_personId_acknowledgedAt_idx" ON "ConcernRecipient"("personId", "acknowledgedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ConcernRecipient_concernId_personId_key" ON "ConcernRecipient"("concernId", "personId");

-- CreateIndex
CREATE INDEX "PassedQuestion_mentorId_answeredAt_idx" ON "PassedQuestion"("mentorId", "answeredAt");

-- CreateIndex
CREATE INDEX "PassedQuestion_askedById_idx" ON "PassedQuestion"("askedById");

-- CreateIndex
CREATE INDEX "WebSession_personId_idx" ON "WebSession"("personId");

-- CreateIndex
CREATE INDEX "WebSession_expiresAt_idx" ON "WebSession"("expiresAt");
