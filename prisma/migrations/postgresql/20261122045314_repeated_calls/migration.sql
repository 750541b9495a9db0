-- AlterTable
ALTER TABLE "Concern" DROP COLUMN "askedAgainAt",
DROP COLUMN "escalatedAt";

-- AlterTable
ALTER TABLE "OutboxNotice" ADD COLUMN     "beganAt" TIMESTAMP(3),
ADD COLUMN     "cardSealed" TEXT;
