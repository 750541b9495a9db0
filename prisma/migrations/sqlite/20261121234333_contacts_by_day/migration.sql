-- CreateIndex
CREATE INDEX "Contact_schoolId_kind_occurredOn_idx" ON "Contact"("schoolId", "kind", "occurredOn");
