package dev.cleanup.jdbc.internal.time;

import dev.cleanup.jdbc.internal.sql.Column;
import java.sql.SQLException;

/** What a format makes of a column. */
public interface TimeReader {

    /** Returns how to read a column, or throws an error that names it. */
    TimeColumn on(Column column) throws SQLException;
}
