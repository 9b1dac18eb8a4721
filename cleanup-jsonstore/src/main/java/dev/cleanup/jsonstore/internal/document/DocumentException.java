package dev.cleanup.jsonstore.internal.document;

import java.io.IOException;

/** Thrown when a token file is not what was declared; the message says where and what. */
public final class DocumentException extends IOException {

    private static final long serialVersionUID = 1L;

    public DocumentException(String message) {
        super(message);
    }

    public DocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
