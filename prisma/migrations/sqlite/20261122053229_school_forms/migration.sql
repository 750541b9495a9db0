-- CreateTable
CREATE TABLE "SchoolForm" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "yaml" TEXT NOT NULL,
    "changedAt" DATETIME NOT NULL,
    "changedById" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "FormSignOff" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "wordingHash" TEXT NOT NULL,
    "signedById" TEXT NOT NULL,
    "signedOn" TEXT NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_EthicsCase" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "questionnaireId" TEXT NOT NULL,
    "mentorId" TEXT NOT NULL,
    "itemKey" TEXT NOT NULL,
    "wordsSealed" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "shownFrom" TEXT NOT NULL,
    "closedById" TEXT,
    "closedOn" TEXT,
    "closingSealed" TEXT NOT NULL DEFAULT ''
);
INSERT INTO "new_EthicsCase" ("closedById", "closedOn", "id", "itemKey", "mentorId", "questionnaireId", "schoolId", "shownFrom", "state", "wordsSealed") SELECT "closedById", "closedOn", "id", "itemKey", "mentorId", "questionnaireId", "schoolId", "shownFrom", "state", "wordsSealed" FROM "EthicsCase";
DROP TABLE "EthicsCase";
ALTER TABLE "new_EthicsCase" RENAME TO "EthicsCase";
CREATE INDEX "EthicsCase_schoolId_state_idx" ON "EthicsCase"("schoolId", "state");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "SchoolForm_schoolId_key_version_key" ON "SchoolForm"("schoolId", "key", "version");

-- CreateIndex
CREATE UNIQUE INDEX "FormSignOff_schoolId_wordingHash_key" ON "FormSignOff"("schoolId", "wordingHash");

-- CreateIndex
CREATE INDEX "Invitation_mentorId_idx" ON "Invitation"("mentorId");
