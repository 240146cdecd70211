CREATE TABLE notifications (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  message_id text COLLATE "C" NOT NULL UNIQUE,
  patient_id text COLLATE "C" NOT NULL,
  referral_id text COLLATE "C" NOT NULL,
  organisation text COLLATE "C" NOT NULL,
  template text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  text text COLLATE "C" NOT NULL,
  address text COLLATE "C" NULL,
  created_at text COLLATE "C" NOT NULL,
  mail text COLLATE "C" NOT NULL CHECK (mail IN ('off', 'pending', 'sent', 'no-address', 'failed')),
  mail_attempts integer NOT NULL DEFAULT 0,
  mail_at text COLLATE "C" NULL
);
CREATE INDEX notifications_organisation ON notifications (organisation, created_at);
CREATE INDEX notifications_patient ON notifications (patient_id, created_at);
CREATE INDEX notifications_mail ON notifications (created_at) WHERE mail = 'pending';

CREATE TABLE outbox (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL UNIQUE,
  type text COLLATE "C" NOT NULL,
  body bytea NOT NULL,
  headers text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  sent_at text COLLATE "C" NULL
);
CREATE INDEX outbox_unsent ON outbox (sequence) WHERE sent_at IS NULL;

CREATE TABLE inbox (
  message_id text COLLATE "C" NOT NULL,
  consumer text COLLATE "C" NOT NULL,
  received_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (message_id, consumer)
);

CREATE TABLE parked (
  fingerprint text COLLATE "C" NOT NULL PRIMARY KEY,
  message_id text COLLATE "C" NULL,
  type text COLLATE "C" NULL,
  producer text COLLATE "C" NULL,
  reason text COLLATE "C" NOT NULL,
  first_at text COLLATE "C" NOT NULL,
  deliveries bigint NOT NULL
);
CREATE INDEX parked_message ON parked (message_id);
