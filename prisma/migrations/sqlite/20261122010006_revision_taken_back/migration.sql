-- AlterTable
ALTER TABLE "ContactRevision" ADD COLUMN "takenBackAt" DATETIME;
