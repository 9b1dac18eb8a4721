package dev.cleanup.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleanup.alert.Alert;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.TaskReport;
import java.util.Locale;

/** Alerts as JSON, in the form that a receiver understands. Stateless. */
final class PayloadWriter {

    /** Discord takes 2,000 characters; Slack more, but nobody reads them. */
    static final int LONGEST = 2000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private PayloadWriter() {}

    static String of(Alert alert, PayloadFormat form) {
        ObjectNode body = switch (form) {
            case PLAIN -> plain(alert);
            case SLACK -> JSON.createObjectNode().put("text", escapedForSlack(cut(alert.toText())));
            case DISCORD -> discord(alert);
        };
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("an alert could not be written as JSON: " + fault.getMessage(), fault);
        }
    }

    /** Slack takes these three for commands, such as one that calls everybody. */
    private static String escapedForSlack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static ObjectNode discord(Alert alert) {
        ObjectNode body = JSON.createObjectNode().put("content", cut(alert.toText()));
        body.putObject("allowed_mentions").putArray("parse");
        return body;
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }

    private static ObjectNode plain(Alert alert) {
        CleanupReport report = alert.report();
        ObjectNode body = JSON.createObjectNode()
                .put("cleanup", report.cleanup())
                .put("storage", report.storage())
                .put("run", report.id())
                .put("startedAt", report.startedAt().toString())
                .put("durationMillis", report.duration().toMillis())
                .put("outcome", report.exitCode().name().toLowerCase(Locale.ROOT));
        report.actor().ifPresent(actor -> body.put("actor", actor));
        ArrayNode causes = body.putArray("causes");
        alert.causes()
                .forEach(cause ->
                        causes.addObject().put("condition", cause.condition()).put("message", cause.message()));
        ArrayNode tasks = body.putArray("tasks");
        report.tasks().forEach(task -> put(tasks.addObject(), task));
        return body;
    }

    private static void put(ObjectNode node, TaskReport task) {
        OutcomeCounts files = task.files();
        node.put("task", task.task())
                .put("filesRemoved", files.removed())
                .put("bytesFreed", files.bytes())
                .put("recordsSettled", task.records().settled())
                .put("failed", files.failed() + task.records().failed())
                .put("unknown", files.unknown() + task.records().unknown())
                .put("notReached", files.notReached() + task.records().notReached());
        task.problem().ifPresent(trouble -> node.put("trouble", trouble));
    }
}
