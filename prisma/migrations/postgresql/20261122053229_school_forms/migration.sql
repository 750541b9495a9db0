-- AlterTable
ALTER TABLE "EthicsCase" ADD COLUMN     "closingSealed" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "SchoolForm" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "yaml" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,
    "changedById" TEXT NOT NULL,

    CONSTRAINT "SchoolForm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FormSignOff" (
    "id" TEXT NOT NULL,
    "schoolId" TEXT NOT NULL,
    "wordingHash" TEXT NOT NULL,
    "signedById" TEXT NOT NULL,
    "signedOn" TEXT NOT NULL,

    CONSTRAINT "FormSignOff_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SchoolForm_schoolId_key_version_key" ON "SchoolForm"("schoolId", "key", "version");

-- CreateIndex
CREATE UNIQUE INDEX "FormSignOff_schoolId_wordingHash_key" ON "FormSignOff"("schoolId", "wordingHash");

-- CreateIndex
CREATE INDEX "Invitation_mentorId_idx" ON "Invitation"("mentorId");
