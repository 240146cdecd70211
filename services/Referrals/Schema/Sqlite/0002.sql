-- Referrals of before are not found by number: what their senders verified stands only in their messages.
ALTER TABLE referrals ADD COLUMN nhs_number TEXT NULL;
CREATE INDEX referrals_nhs_number ON referrals (nhs_number, id) WHERE nhs_number IS NOT NULL;
