-- AlterTable
ALTER TABLE "OutboxNotice" ADD COLUMN "beganAt" DATETIME;
ALTER TABLE "OutboxNotice" ADD COLUMN "cardSealed" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Concern" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "studentId" TEXT,
    "reporterId" TEXT NOT NULL,
    "inboxId" TEXT,
    "signs" TEXT NOT NULL,
    "strength" TEXT NOT NULL,
    "sealedFor" TEXT NOT NULL,
    "textSealed" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "decidedAt" DATETIME
);
INSERT INTO "new_Concern" ("askedAt", "decidedAt", "id", "inboxId", "reporterId", "schoolId", "sealedFor", "signs", "state", "strength", "studentId", "textSealed") SELECT "askedAt", "decidedAt", "id", "inboxId", "reporterId", "schoolId", "sealedFor", "signs", "state", "strength", "studentId", "textSealed" FROM "Concern";
DROP TABLE "Concern";
ALTER TABLE "new_Concern" RENAME TO "Concern";
CREATE INDEX "Concern_schoolId_state_askedAt_idx" ON "Concern"("schoolId", "state", "askedAt");
CREATE INDEX "Concern_studentId_idx" ON "Concern"("studentId");
CREATE INDEX "Concern_reporterId_state_idx" ON "Concern"("reporterId", "state");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
