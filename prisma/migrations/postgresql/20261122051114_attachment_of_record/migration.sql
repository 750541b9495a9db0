-- DropIndex
DROP INDEX "Attachment_contactId_idx";

-- AlterTable
ALTER TABLE "Attachment" ADD COLUMN     "recordId" TEXT;

-- What one contact had taken belongs to the whole message that filed it.
UPDATE "Attachment" SET "recordId" = COALESCE((SELECT c."inboxId" FROM "Contact" c WHERE c."id" = "Attachment"."contactId"), "contactId");

-- AlterTable
ALTER TABLE "Attachment" DROP COLUMN "contactId";

-- CreateIndex
CREATE INDEX "Attachment_recordId_idx" ON "Attachment"("recordId");
