-- AlterTable
ALTER TABLE "InboxMessage" ADD COLUMN     "shownRecord" TEXT;
