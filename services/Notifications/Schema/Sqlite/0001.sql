CREATE TABLE notifications (
  id TEXT NOT NULL PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL,
  referral_id TEXT NOT NULL,
  organisation TEXT NOT NULL,
  template TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  address TEXT NULL,
  created_at TEXT NOT NULL,
  mail TEXT NOT NULL CHECK (mail IN ('off', 'pending', 'sent', 'no-address', 'failed')),
  mail_attempts INTEGER NOT NULL DEFAULT 0,
  mail_at TEXT NULL
);
CREATE INDEX notifications_organisation ON notifications (organisation, created_at);
CREATE INDEX notifications_patient ON notifications (patient_id, created_at);
CREATE INDEX notifications_mail ON notifications (created_at) WHERE mail = 'pending';

CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE,
  type TEXT NOT NULL,
  body BLOB NOT NULL,
  headers TEXT NOT NULL,
  created_at TEXT NOT NULL,
  sent_at TEXT NULL
);
CREATE INDEX outbox_unsent ON outbox (sequence) WHERE sent_at IS NULL;

CREATE TABLE inbox (
  message_id TEXT NOT NULL,
  consumer TEXT NOT NULL,
  received_at TEXT NOT NULL,
  PRIMARY KEY (message_id, consumer)
);

CREATE TABLE parked (
  fingerprint TEXT NOT NULL PRIMARY KEY,
  message_id TEXT NULL,
  type TEXT NULL,
  producer TEXT NULL,
  reason TEXT NOT NULL,
  first_at TEXT NOT NULL,
  deliveries INTEGER NOT NULL
);
CREATE INDEX parked_message ON parked (message_id);
