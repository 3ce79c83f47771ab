/**
 * All tables of the design's section 3. Instants are integer milliseconds UTC, digests and ids 16 bytes, hashes of
 * links 32. `state` and `revision` of a signature are numbers, to keep ten million rows small.
 */
export const tables = `
CREATE TABLE petition (
  no INTEGER PRIMARY KEY CHECK (no BETWEEN 1 AND 16777215),
  slug TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL,
  revision TEXT NOT NULL,
  opens INTEGER,
  closes INTEGER,
  paused INTEGER NOT NULL,
  delivered INTEGER,
  delivered_count INTEGER,
  paper INTEGER NOT NULL,
  signer_scheme INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;

CREATE TABLE revision (
  no INTEGER PRIMARY KEY,
  petition INTEGER NOT NULL,
  revision TEXT NOT NULL,
  shown TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  UNIQUE (petition, revision)
) STRICT;

CREATE TABLE data_key (
  petition INTEGER NOT NULL,
  key_no INTEGER NOT NULL CHECK (key_no BETWEEN 1 AND 65535),
  wrap_id INTEGER NOT NULL,
  wrapped BLOB NOT NULL,
  created INTEGER NOT NULL,
  uses INTEGER NOT NULL DEFAULT 0,
  destroyed INTEGER,
  PRIMARY KEY (petition, key_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE partner (
  petition INTEGER NOT NULL,
  partner_no INTEGER NOT NULL CHECK (partner_no > 0),
  slug TEXT NOT NULL,
  PRIMARY KEY (petition, partner_no),
  UNIQUE (petition, slug)
) STRICT, WITHOUT ROWID;

-- One row an attempt. It is the receipt, the outbox of its mail and, once counted, the signature.
CREATE TABLE signature (
  n INTEGER PRIMARY KEY AUTOINCREMENT CHECK (n < 1099511627776),
  petition INTEGER NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 16),
  partner_no INTEGER NOT NULL,
  state INTEGER NOT NULL,
  reason TEXT,
  signer BLOB CHECK (length(signer) = 16),
  answer BLOB CHECK (length(answer) = 16),
  body_mac BLOB CHECK (length(body_mac) = 16),
  confirm_hash BLOB CHECK (length(confirm_hash) = 32),
  withdraw_hash BLOB CHECK (length(withdraw_hash) = 32),
  sealed BLOB,
  revision INTEGER NOT NULL,
  became INTEGER,
  received INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  confirmed INTEGER,
  ended INTEGER,
  mail_due INTEGER,
  mail_tries INTEGER NOT NULL DEFAULT 0,
  mailed INTEGER
) STRICT;
CREATE UNIQUE INDEX signature_answer ON signature (petition, answer) WHERE answer IS NOT NULL;
CREATE INDEX signature_signer ON signature (petition, signer) WHERE signer IS NOT NULL;
CREATE INDEX signature_mail_due ON signature (mail_due) WHERE mail_due IS NOT NULL;
-- 0 pending, 1 held, 5 withdrawn (whose neutral page lasts 30 days)
CREATE INDEX signature_expires ON signature (expires) WHERE state IN (0, 1, 5);

-- A row here is what counts.
CREATE TABLE counted (
  petition INTEGER NOT NULL,
  signer BLOB NOT NULL,
  n INTEGER NOT NULL,
  partner_no INTEGER NOT NULL,
  PRIMARY KEY (petition, signer)
) STRICT, WITHOUT ROWID;

CREATE TABLE barred (
  petition INTEGER NOT NULL,
  signer BLOB NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (petition, signer)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally (
  petition INTEGER NOT NULL,
  partner_no INTEGER NOT NULL,
  stripe INTEGER NOT NULL,
  counted INTEGER NOT NULL DEFAULT 0,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  invalidated INTEGER NOT NULL DEFAULT 0,
  retired INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (petition, partner_no, stripe)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  petition INTEGER NOT NULL,
  partner_no INTEGER NOT NULL,
  stripe INTEGER NOT NULL,
  kind TEXT NOT NULL,
  delta INTEGER NOT NULL,
  at INTEGER NOT NULL,
  detail TEXT,
  link_no INTEGER,
  hash BLOB
) STRICT;

-- The mails of the last 24 h to an address, over all petitions. \`n\` lets a second try of one mail take the place of its first.
CREATE TABLE mail_budget (
  address BLOB NOT NULL,
  sent INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (address, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE mail_petition (
  petition INTEGER NOT NULL,
  signer BLOB NOT NULL,
  last INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (petition, signer)
) STRICT, WITHOUT ROWID;

CREATE TABLE suppressed (
  address BLOB PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- For stores shared by several nodes; one file has one writer, stripe 0.
CREATE TABLE node (
  stripe INTEGER PRIMARY KEY,
  lease_until INTEGER NOT NULL
) STRICT;
`
