package dev.cleanup.jdbc.internal.reference;

import dev.cleanup.reference.ReferencesUnavailableException;
import java.sql.SQLException;

/**
 * Turns what a database throws into the exception that stops every removal of files.
 *
 * @param source the name of the source
 */
public record ReferenceFaults(String source) {

    ReferencesUnavailableException connecting(Exception fault) {
        return unknown(
                "no connection",
                fault,
                "Check that the database is up and that the data source's address and credentials are right");
    }

    ReferencesUnavailableException beginning(Exception fault) {
        return unknown(
                "no consistent snapshot",
                fault,
                "Give this source a data source whose connections stand in no transaction, on a database that can read a"
                        + " snapshot");
    }

    ReferencesUnavailableException reading(ReferenceQuery reading, long delivered, SQLException fault) {
        return unknown(
                reading + " cannot be read" + (delivered == 0 ? "" : ", after " + delivered + " rows"),
                fault,
                "Check the names and the rights of the database user, or allow more time with timeout(..), and run again");
    }

    ReferencesUnavailableException unfit(SQLException fault) {
        return unknown(
                "the records cannot be read as they are described",
                fault,
                "Check the names of the table and its columns, and the rights of the database user");
    }

    ReferencesUnavailableException ending(Exception fault) {
        return unknown("the read did not end cleanly", fault, "Run again; if it fails once more, check the database");
    }

    private ReferencesUnavailableException unknown(String what, Exception fault, String advice) {
        Throwable said = fault.getCause() instanceof SQLException sql ? sql : fault;
        return new ReferencesUnavailableException(
                source,
                source + ": " + what + ": " + said.getMessage()
                        + ". Without all references no file can be judged an orphan, so none is removed. " + advice
                        + ".",
                fault);
    }
}
