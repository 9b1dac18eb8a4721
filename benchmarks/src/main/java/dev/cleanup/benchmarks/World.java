package dev.cleanup.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/** The data that contestants meet. Closing it removes the files. */
interface World extends AutoCloseable {

    /** How many files, or records, there are. */
    int files();

    /** How many of them, or of other files, are referenced. */
    int references();

    /** Makes everything. */
    void build() throws IOException, SQLException;

    /** Makes again what a contestant has removed. */
    void restore() throws IOException, SQLException;

    /** Tells two worlds apart by what is there now. */
    String left() throws IOException, SQLException;

    @Override
    void close() throws IOException;
}
