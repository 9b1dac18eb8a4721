package dev.cleanup.jsonstore;

import java.io.IOException;

/** Thrown when a token file is not what was declared; the message says where and what. */
final class DocumentException extends IOException {

    private static final long serialVersionUID = 1L;

    DocumentException(String message) {
        super(message);
    }

    DocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
