/** Pictures that petitions show, each under the SHA-256 of its bytes; an ordinary table, since rows of this size do not belong in an index. */
export const logos = `
CREATE TABLE logo (
  petition INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  kind TEXT NOT NULL,
  bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 65536),
  added INTEGER NOT NULL,
  PRIMARY KEY (petition, hash)
) STRICT;
`
