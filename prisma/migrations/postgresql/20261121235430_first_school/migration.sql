-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "School" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "schemeId" TEXT NOT NULL,
    "calendarId" TEXT NOT NULL,
    "startOn" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3),
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "askWhom" TEXT NOT NULL DEFAULT '',
    "rosterVersion" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "School_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlatformAccount" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "stoppedAt" TIMESTAMP(3),
    "stopReason" TEXT,
    "laneHolder" TEXT,
    "laneUntil" TIMESTAMP(3),

    CONSTRAINT "PlatformAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SchoolClass" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "grade" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "SchoolClass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "gender" TEXT,
    "number" TEXT,
    "phone" TEXT,
    "classId" TEXT,
    "endedOn" TEXT,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Guardianship" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "guardianId" TEXT NOT NULL,
    "relation" TEXT NOT NULL,

    CONSTRAINT "Guardianship_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlatformIdentity" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "foldedUserId" TEXT NOT NULL,
    "lastMessageAt" TIMESTAMP(3),

    CONSTRAINT "PlatformIdentity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleAssignment" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "untilOn" TEXT,

    CONSTRAINT "RoleAssignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pairing" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "mentorId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "untilOn" TEXT,
    "signedOn" TEXT,
    "isJoint" BOOLEAN NOT NULL DEFAULT false,
    "focus" TEXT,
    "reason" TEXT,

    CONSTRAINT "Pairing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StudentFlag" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "untilOn" TEXT,

    CONSTRAINT "StudentFlag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Leave" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "fromOn" TEXT NOT NULL,
    "untilOn" TEXT NOT NULL,

    CONSTRAINT "Leave_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "occurredOn" TEXT NOT NULL,
    "loggedAt" TIMESTAMP(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "medium" TEXT,
    "minutes" INTEGER,
    "guardianIds" TEXT NOT NULL DEFAULT '',
    "individual" BOOLEAN NOT NULL DEFAULT true,
    "noteSealed" TEXT NOT NULL,
    "isRestricted" BOOLEAN NOT NULL DEFAULT false,
    "fieldNames" TEXT NOT NULL DEFAULT '',
    "fieldsSealed" TEXT NOT NULL DEFAULT '',
    "inboxId" TEXT,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandIn" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "loggedById" TEXT NOT NULL,
    "handedInOn" TEXT NOT NULL,
    "loggedAt" TIMESTAMP(3) NOT NULL,
    "studentId" TEXT,
    "mentorId" TEXT,
    "windowFirstOn" TEXT,
    "examId" TEXT,
    "part" TEXT,
    "value" TEXT,
    "markedOn" TEXT,
    "fieldNames" TEXT NOT NULL DEFAULT '',
    "sealedFor" TEXT NOT NULL,
    "wordsSealed" TEXT NOT NULL,
    "inboxId" TEXT,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "HandIn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "convenerId" TEXT,
    "classKeys" TEXT NOT NULL DEFAULT '',
    "grades" TEXT NOT NULL DEFAULT '',
    "speakerIds" TEXT NOT NULL DEFAULT '',
    "treatedIds" TEXT NOT NULL DEFAULT '',
    "minutesSealed" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingAttendance" (
    "id" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "mark" TEXT NOT NULL,

    CONSTRAINT "MeetingAttendance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Exam" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "resultsOn" TEXT NOT NULL,
    "grades" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Exam_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SchemeVersion" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "presetId" TEXT NOT NULL,
    "changes" TEXT NOT NULL DEFAULT '{}',
    "effectiveFrom" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SchemeVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DataKey" (
    "subjectId" TEXT NOT NULL,
    "wrapped" TEXT NOT NULL,
    "keyVersion" INTEGER NOT NULL,

    CONSTRAINT "DataKey_pkey" PRIMARY KEY ("subjectId")
);

-- CreateTable
CREATE TABLE "Term" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "firstOn" TEXT NOT NULL,
    "lastOn" TEXT NOT NULL,

    CONSTRAINT "Term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboxMessage" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "personId" TEXT,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "intent" TEXT NOT NULL,
    "replySubject" TEXT NOT NULL,
    "replySealed" TEXT NOT NULL,
    "addressSealed" TEXT,

    CONSTRAINT "InboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OpenQuestion" (
    "personId" TEXT NOT NULL,
    "inboxId" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "candidates" TEXT NOT NULL,
    "textSealed" TEXT NOT NULL,
    "sealedFor" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "settled" TEXT NOT NULL DEFAULT '{}',

    CONSTRAINT "OpenQuestion_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "OutboxNotice" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "personId" TEXT,
    "channel" TEXT NOT NULL,
    "card" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "isUrgent" BOOLEAN NOT NULL DEFAULT false,
    "naturalKey" TEXT NOT NULL,
    "notBeforeAt" TIMESTAMP(3) NOT NULL,
    "notAfterAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "state" TEXT NOT NULL,
    "holder" TEXT,
    "leaseUntil" TIMESTAMP(3),
    "callId" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "platformRef" TEXT,
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "OutboxNotice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Slot" (
    "key" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "leaseUntil" TIMESTAMP(3) NOT NULL,
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "Slot_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "AuditLine" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actorId" TEXT,
    "verb" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "detail" TEXT NOT NULL,

    CONSTRAINT "AuditLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "PlatformAccount_schoolId_idx" ON "PlatformAccount"("schoolId");

-- CreateIndex
CREATE UNIQUE INDEX "PlatformAccount_platform_key_key" ON "PlatformAccount"("platform", "key");

-- CreateIndex
CREATE UNIQUE INDEX "SchoolClass_schoolId_key_key" ON "SchoolClass"("schoolId", "key");

-- CreateIndex
CREATE INDEX "Person_schoolId_kind_idx" ON "Person"("schoolId", "kind");

-- CreateIndex
CREATE INDEX "Person_classId_idx" ON "Person"("classId");

-- CreateIndex
CREATE INDEX "Guardianship_guardianId_idx" ON "Guardianship"("guardianId");

-- CreateIndex
CREATE INDEX "Guardianship_schoolId_idx" ON "Guardianship"("schoolId");

-- CreateIndex
CREATE UNIQUE INDEX "Guardianship_studentId_guardianId_key" ON "Guardianship"("studentId", "guardianId");

-- CreateIndex
CREATE INDEX "PlatformIdentity_personId_idx" ON "PlatformIdentity"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "PlatformIdentity_accountId_foldedUserId_key" ON "PlatformIdentity"("accountId", "foldedUserId");

-- CreateIndex
CREATE INDEX "RoleAssignment_schoolId_role_idx" ON "RoleAssignment"("schoolId", "role");

-- CreateIndex
CREATE INDEX "RoleAssignment_personId_idx" ON "RoleAssignment"("personId");

-- CreateIndex
CREATE INDEX "Pairing_mentorId_idx" ON "Pairing"("mentorId");

-- CreateIndex
CREATE INDEX "Pairing_studentId_idx" ON "Pairing"("studentId");

-- CreateIndex
CREATE INDEX "Pairing_schoolId_idx" ON "Pairing"("schoolId");

-- CreateIndex
CREATE INDEX "StudentFlag_studentId_idx" ON "StudentFlag"("studentId");

-- CreateIndex
CREATE INDEX "StudentFlag_schoolId_idx" ON "StudentFlag"("schoolId");

-- CreateIndex
CREATE INDEX "Leave_personId_idx" ON "Leave"("personId");

-- CreateIndex
CREATE INDEX "Leave_schoolId_idx" ON "Leave"("schoolId");

-- CreateIndex
CREATE INDEX "Contact_studentId_occurredOn_idx" ON "Contact"("studentId", "occurredOn");

-- CreateIndex
CREATE INDEX "Contact_schoolId_kind_occurredOn_idx" ON "Contact"("schoolId", "kind", "occurredOn");

-- CreateIndex
CREATE INDEX "Contact_authorId_loggedAt_idx" ON "Contact"("authorId", "loggedAt");

-- CreateIndex
CREATE INDEX "Contact_inboxId_idx" ON "Contact"("inboxId");

-- CreateIndex
CREATE INDEX "HandIn_schoolId_handedInOn_idx" ON "HandIn"("schoolId", "handedInOn");

-- CreateIndex
CREATE INDEX "HandIn_authorId_idx" ON "HandIn"("authorId");

-- CreateIndex
CREATE INDEX "HandIn_loggedById_loggedAt_idx" ON "HandIn"("loggedById", "loggedAt");

-- CreateIndex
CREATE INDEX "HandIn_studentId_idx" ON "HandIn"("studentId");

-- CreateIndex
CREATE INDEX "Meeting_schoolId_on_idx" ON "Meeting"("schoolId", "on");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingAttendance_meetingId_personId_key" ON "MeetingAttendance"("meetingId", "personId");

-- CreateIndex
CREATE INDEX "Exam_schoolId_idx" ON "Exam"("schoolId");

-- CreateIndex
CREATE UNIQUE INDEX "SchemeVersion_schoolId_effectiveFrom_key" ON "SchemeVersion"("schoolId", "effectiveFrom");

-- CreateIndex
CREATE UNIQUE INDEX "Term_schoolId_firstOn_key" ON "Term"("schoolId", "firstOn");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarDay_schoolId_on_key" ON "CalendarDay"("schoolId", "on");

-- CreateIndex
CREATE INDEX "InboxMessage_personId_receivedAt_idx" ON "InboxMessage"("personId", "receivedAt");

-- CreateIndex
CREATE INDEX "InboxMessage_receivedAt_idx" ON "InboxMessage"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "InboxMessage_accountId_dedupeKey_key" ON "InboxMessage"("accountId", "dedupeKey");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxNotice_naturalKey_key" ON "OutboxNotice"("naturalKey");

-- CreateIndex
CREATE INDEX "OutboxNotice_accountId_state_notBeforeAt_idx" ON "OutboxNotice"("accountId", "state", "notBeforeAt");

-- CreateIndex
CREATE INDEX "OutboxNotice_personId_state_settledAt_idx" ON "OutboxNotice"("personId", "state", "settledAt");

-- CreateIndex
CREATE INDEX "OutboxNotice_callId_idx" ON "OutboxNotice"("callId");

-- CreateIndex
CREATE INDEX "AuditLine_schoolId_at_idx" ON "AuditLine"("schoolId", "at");

-- CreateIndex
CREATE INDEX "AuditLine_subjectId_idx" ON "AuditLine"("subjectId");
