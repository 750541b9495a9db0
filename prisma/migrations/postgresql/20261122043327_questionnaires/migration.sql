-- CreateTable
CREATE TABLE "QuestionnaireRound" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "ruleId" TEXT NOT NULL,
    "windowFirstOn" TEXT NOT NULL,
    "nth" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "issuerId" TEXT,
    "issuerRole" TEXT NOT NULL,
    "opensOn" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "closesOn" TEXT NOT NULL,
    "openedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "QuestionnaireRound_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Questionnaire" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "formKey" TEXT NOT NULL,
    "formVersion" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "respondents" TEXT NOT NULL,
    "isNamed" BOOLEAN NOT NULL,
    "token" TEXT NOT NULL,
    "invitedCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Questionnaire_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "questionnaireId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "studentId" TEXT NOT NULL DEFAULT '',
    "mentorId" TEXT NOT NULL DEFAULT '',
    "classKey" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "codeHash" TEXT,
    "isUsed" BOOLEAN NOT NULL DEFAULT false,
    "nudges" INTEGER NOT NULL DEFAULT 0,
    "nudgedOn" TEXT,
    "unreachable" TEXT,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnswerDraft" (
    "invitationId" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "answersSealed" TEXT NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AnswerDraft_pkey" PRIMARY KEY ("invitationId")
);

-- CreateTable
CREATE TABLE "Answer" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "questionnaireId" TEXT NOT NULL,
    "mentorId" TEXT NOT NULL DEFAULT '',
    "grade" TEXT NOT NULL,
    "isLate" BOOLEAN NOT NULL,
    "invitationId" TEXT,
    "answersSealed" TEXT NOT NULL,
    "answeredOn" TEXT,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EthicsCase" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "questionnaireId" TEXT NOT NULL,
    "mentorId" TEXT NOT NULL,
    "itemKey" TEXT NOT NULL,
    "wordsSealed" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "shownFrom" TEXT NOT NULL,
    "closedById" TEXT,
    "closedOn" TEXT,

    CONSTRAINT "EthicsCase_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "QuestionnaireRound_schoolId_closedAt_idx" ON "QuestionnaireRound"("schoolId", "closedAt");

-- CreateIndex
CREATE UNIQUE INDEX "QuestionnaireRound_schoolId_ruleId_windowFirstOn_nth_scope_key" ON "QuestionnaireRound"("schoolId", "ruleId", "windowFirstOn", "nth", "scope");

-- CreateIndex
CREATE UNIQUE INDEX "Questionnaire_token_key" ON "Questionnaire"("token");

-- CreateIndex
CREATE INDEX "Questionnaire_roundId_idx" ON "Questionnaire"("roundId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_codeHash_key" ON "Invitation"("codeHash");

-- CreateIndex
CREATE INDEX "Invitation_personId_idx" ON "Invitation"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_questionnaireId_personId_studentId_mentorId_key" ON "Invitation"("questionnaireId", "personId", "studentId", "mentorId");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_invitationId_key" ON "Answer"("invitationId");

-- CreateIndex
CREATE INDEX "Answer_questionnaireId_idx" ON "Answer"("questionnaireId");

-- CreateIndex
CREATE INDEX "EthicsCase_schoolId_state_idx" ON "EthicsCase"("schoolId", "state");
