-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "toldAt" TIMESTAMP(3);
