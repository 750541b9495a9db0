-- AlterTable
ALTER TABLE "ContactRevision" ADD COLUMN     "takenBackAt" TIMESTAMP(3);
