CREATE TABLE referrals (
  id TEXT NOT NULL PRIMARY KEY,
  reference TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('AWAITING_TRIAGE', 'TRIAGED_PROVIDER_TO_ACTION', 'TRIAGE_RESPONSE', 'BOOKED', 'DID_NOT_ATTEND', 'CANCELLED_REFERRAL')),
  category TEXT NOT NULL,
  use_case TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  referring_organisation TEXT NOT NULL,
  submitting_organisation TEXT NOT NULL,
  receiving_organisation TEXT NOT NULL,
  service TEXT NOT NULL,
  response_endpoint TEXT NOT NULL,
  bundle_id TEXT NOT NULL,
  service_request TEXT NOT NULL,
  version INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  triage_comment TEXT NULL,
  appointment_start TEXT NULL,
  appointment_location TEXT NULL,
  cancel_reason TEXT NULL
);
CREATE UNIQUE INDEX referrals_reference ON referrals (reference);
CREATE INDEX referrals_bundle ON referrals (bundle_id);
CREATE INDEX referrals_referring ON referrals (referring_organisation, id);
CREATE INDEX referrals_submitting ON referrals (submitting_organisation, id);
CREATE INDEX referrals_receiving ON referrals (receiving_organisation, id);

CREATE TABLE message_versions (
  referral_id TEXT NOT NULL REFERENCES referrals (id),
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  request_id TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  received_at TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (referral_id, version)
);

CREATE TABLE receipts (
  request_id TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('processing', 'done')),
  started_at TEXT NOT NULL,
  referral_id TEXT NOT NULL,
  PRIMARY KEY (request_id, correlation_id)
);

CREATE TABLE history (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  entity TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('insert', 'update', 'delete')),
  changed_at TEXT NOT NULL,
  subject TEXT NULL,
  actor TEXT NULL,
  trace_id TEXT NULL,
  before TEXT NULL,
  after TEXT NULL
);
CREATE INDEX history_entity ON history (entity, entity_id, id);

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
