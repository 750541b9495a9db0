-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Attachment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schoolId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "recordId" TEXT,
    "sealedFor" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "inboxId" TEXT NOT NULL,
    "sourceSealed" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "contentSealed" TEXT,
    "mediaType" TEXT,
    "size" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" DATETIME,
    "lastError" TEXT,
    "receivedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME
);
-- What one contact had taken belongs to the whole message that filed it.
INSERT INTO "new_Attachment" ("accountId", "attempts", "authorId", "contentSealed", "form", "id", "inboxId", "lastError", "mediaType", "nextTryAt", "receivedAt", "recordId", "schoolId", "sealedFor", "size", "sourceSealed", "state", "withdrawnAt") SELECT "accountId", "attempts", "authorId", "contentSealed", "form", "id", "inboxId", "lastError", "mediaType", "nextTryAt", "receivedAt", COALESCE((SELECT c."inboxId" FROM "Contact" c WHERE c."id" = "Attachment"."contactId"), "contactId"), "schoolId", "sealedFor", "size", "sourceSealed", "state", "withdrawnAt" FROM "Attachment";
DROP TABLE "Attachment";
ALTER TABLE "new_Attachment" RENAME TO "Attachment";
CREATE INDEX "Attachment_state_nextTryAt_idx" ON "Attachment"("state", "nextTryAt");
CREATE INDEX "Attachment_recordId_idx" ON "Attachment"("recordId");
CREATE INDEX "Attachment_authorId_receivedAt_idx" ON "Attachment"("authorId", "receivedAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
