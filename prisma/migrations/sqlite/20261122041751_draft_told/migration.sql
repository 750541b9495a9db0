-- AlterTable
ALTER TABLE "Draft" ADD COLUMN "toldAt" DATETIME;
