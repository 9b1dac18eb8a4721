-- The runs that cleanup remembers, for PostgreSQL. The newest run has the largest seq.

CREATE TABLE IF NOT EXISTS cleanup_run (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id VARCHAR(255) NOT NULL,
    cleanup VARCHAR(255) NOT NULL,
    storage TEXT NOT NULL,
    operation VARCHAR(20) NOT NULL,
    actor TEXT,
    approved_by TEXT,
    deadline VARCHAR(40),
    started TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    duration_micros BIGINT NOT NULL,
    used_bytes BIGINT
);

CREATE INDEX IF NOT EXISTS cleanup_run_of ON cleanup_run (cleanup, seq);

CREATE TABLE IF NOT EXISTS cleanup_run_only (
    run BIGINT NOT NULL,
    position INTEGER NOT NULL,
    task TEXT NOT NULL,
    PRIMARY KEY (run, position),
    FOREIGN KEY (run) REFERENCES cleanup_run (seq) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS cleanup_run_source (
    run BIGINT NOT NULL,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    reference_count BIGINT NOT NULL,
    derived_count BIGINT NOT NULL,
    duplicate_count BIGINT NOT NULL,
    none_count BIGINT NOT NULL,
    unmappable_count BIGINT NOT NULL,
    ignored_count BIGINT NOT NULL,
    PRIMARY KEY (run, position),
    FOREIGN KEY (run) REFERENCES cleanup_run (seq) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS cleanup_run_task (
    run BIGINT NOT NULL,
    position INTEGER NOT NULL,
    task TEXT NOT NULL,
    ending VARCHAR(30) NOT NULL,
    failure_type TEXT,
    message TEXT,
    seen_listed BIGINT NOT NULL,
    seen_referenced BIGINT NOT NULL,
    seen_unreferenced BIGINT NOT NULL,
    seen_unusable BIGINT NOT NULL,
    seen_unread BIGINT NOT NULL,
    seen_records BIGINT NOT NULL,
    files_total BIGINT NOT NULL,
    files_deleted BIGINT NOT NULL,
    files_set_aside BIGINT NOT NULL,
    files_archived BIGINT NOT NULL,
    files_put_back BIGINT NOT NULL,
    files_settled BIGINT NOT NULL,
    files_already_gone BIGINT NOT NULL,
    files_kept BIGINT NOT NULL,
    files_failed BIGINT NOT NULL,
    files_unknown BIGINT NOT NULL,
    files_left_over BIGINT NOT NULL,
    files_bytes BIGINT NOT NULL,
    files_bytes_aside BIGINT NOT NULL,
    records_total BIGINT NOT NULL,
    records_deleted BIGINT NOT NULL,
    records_set_aside BIGINT NOT NULL,
    records_archived BIGINT NOT NULL,
    records_put_back BIGINT NOT NULL,
    records_settled BIGINT NOT NULL,
    records_already_gone BIGINT NOT NULL,
    records_kept BIGINT NOT NULL,
    records_failed BIGINT NOT NULL,
    records_unknown BIGINT NOT NULL,
    records_left_over BIGINT NOT NULL,
    records_bytes BIGINT NOT NULL,
    records_bytes_aside BIGINT NOT NULL,
    PRIMARY KEY (run, position),
    FOREIGN KEY (run) REFERENCES cleanup_run (seq) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS cleanup_run_refusal (
    run BIGINT NOT NULL,
    task_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    guard TEXT NOT NULL,
    message TEXT NOT NULL,
    remedy TEXT NOT NULL,
    way VARCHAR(20) NOT NULL,
    PRIMARY KEY (run, task_position, position),
    FOREIGN KEY (run, task_position) REFERENCES cleanup_run_task (run, position) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS cleanup_run_failure (
    run BIGINT NOT NULL,
    task_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    failure_type TEXT NOT NULL,
    items BIGINT NOT NULL,
    PRIMARY KEY (run, task_position, position),
    FOREIGN KEY (run, task_position) REFERENCES cleanup_run_task (run, position) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS cleanup_run_quarantine (
    run BIGINT PRIMARY KEY,
    ending VARCHAR(30) NOT NULL,
    error TEXT,
    restored_total BIGINT NOT NULL,
    restored_deleted BIGINT NOT NULL,
    restored_set_aside BIGINT NOT NULL,
    restored_archived BIGINT NOT NULL,
    restored_put_back BIGINT NOT NULL,
    restored_settled BIGINT NOT NULL,
    restored_already_gone BIGINT NOT NULL,
    restored_kept BIGINT NOT NULL,
    restored_failed BIGINT NOT NULL,
    restored_unknown BIGINT NOT NULL,
    restored_left_over BIGINT NOT NULL,
    restored_bytes BIGINT NOT NULL,
    restored_bytes_aside BIGINT NOT NULL,
    purged_total BIGINT NOT NULL,
    purged_deleted BIGINT NOT NULL,
    purged_set_aside BIGINT NOT NULL,
    purged_archived BIGINT NOT NULL,
    purged_put_back BIGINT NOT NULL,
    purged_settled BIGINT NOT NULL,
    purged_already_gone BIGINT NOT NULL,
    purged_kept BIGINT NOT NULL,
    purged_failed BIGINT NOT NULL,
    purged_unknown BIGINT NOT NULL,
    purged_left_over BIGINT NOT NULL,
    purged_bytes BIGINT NOT NULL,
    purged_bytes_aside BIGINT NOT NULL,
    FOREIGN KEY (run) REFERENCES cleanup_run (seq) ON DELETE CASCADE
);
