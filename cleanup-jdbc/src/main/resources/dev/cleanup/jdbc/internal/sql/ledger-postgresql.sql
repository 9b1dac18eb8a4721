-- The ledger of cleanup: which records are claimed for removal, and which are kept although their files are gone.
CREATE TABLE IF NOT EXISTS cleanup_claims (
    token        VARCHAR(64)  NOT NULL PRIMARY KEY, -- tells this mark from any other
    owner_source VARCHAR(190) NOT NULL,             -- schema, table and key columns of the record
    owner_id     VARCHAR(400) NOT NULL,             -- its key
    kept_by      VARCHAR(100) NOT NULL,             -- empty while it is claimed; then the name of the source that keeps it
    run_id       VARCHAR(100) NOT NULL,
    task         VARCHAR(200) NOT NULL,
    claimed_at   VARCHAR(40)  NOT NULL,
    settlement   TEXT         NOT NULL,             -- the end state that is to follow
    files        TEXT         NOT NULL,             -- the files that it named
    retires      TEXT         NOT NULL,             -- the records that end with it
    facts        TEXT         NOT NULL,             -- what the host's own statements may ask for
    UNIQUE (owner_source, owner_id, kept_by)
)
