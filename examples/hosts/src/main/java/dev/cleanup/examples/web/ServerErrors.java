package dev.cleanup.examples.web;

import io.javalin.http.HttpStatus;
import java.io.PrintWriter;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.jspecify.annotations.Nullable;

/** Answers in JSON, too, what the server turns away before any route is asked: addresses and headers that are no HTTP. */
final class ServerErrors extends ErrorHandler {

    ServerErrors() {
        setDefaultResponseMimeType("application/json");
        setShowStacks(false);
    }

    /** The server's own words for the status; what was wrong in detail may quote the request. */
    @Override
    protected void writeErrorJson(
            Request request, PrintWriter writer, int code, @Nullable String message, @Nullable Throwable cause) {
        Problem problem = new Problem(HttpStatus.forStatus(code).getMessage());
        writer.write(Json.MAPPER.valueToTree(problem).toString());
    }
}
