-- The orphans that cleanup has seen, for H2. Times are microseconds since 1970, UTC.

CREATE TABLE IF NOT EXISTS cleanup_sighting_place (
    place VARCHAR(64) PRIMARY KEY,
    storage VARCHAR NOT NULL,
    cleanup VARCHAR NOT NULL,
    task VARCHAR NOT NULL,
    generation BIGINT NOT NULL,
    time_micros BIGINT NOT NULL,
    clock_micros BIGINT NOT NULL,
    highest_micros BIGINT NOT NULL,
    time_at_highest_micros BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS cleanup_sighting (
    place VARCHAR(64) NOT NULL,
    mark VARCHAR(32) NOT NULL,
    first_micros BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    PRIMARY KEY (place, mark),
    FOREIGN KEY (place) REFERENCES cleanup_sighting_place (place) ON DELETE CASCADE
);
