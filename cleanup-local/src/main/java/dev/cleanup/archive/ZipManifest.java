package dev.cleanup.archive;

import dev.cleanup.storage.ArchiveRequest;
import dev.cleanup.storage.FileTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a zip file says of its files, as JSON. Not thread-safe. */
final class ZipManifest {

    private final List<String> files = new ArrayList<>();

    void add(ArchiveRequest item, String entry, String digest) {
        List<String> fields = List.of(
                field("entry", quoted(entry)),
                field("key", quoted(item.file().key().path())),
                field("size", Long.toString(item.file().size())),
                field("sha256", quoted(digest)),
                field("times", times(item.file().times())),
                field("identity", quoted(item.file().identity())),
                field("reason", quoted(item.reason().text())),
                field("kind", quoted(item.reason().kind().name())),
                field("cleanup", quoted(item.cleanup())),
                field("run", quoted(item.run())),
                field("task", quoted(item.task())),
                field("at", quoted(item.at().toString())));
        files.add("    {\n      " + String.join(",\n      ", fields) + "\n    }");
    }

    private static String times(FileTimes times) {
        return new TreeMap<>(times.known())
                .entrySet().stream()
                        .map(time -> field(
                                time.getKey().name(), quoted(time.getValue().toString())))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    String text() {
        return "{\n  \"format\": \"cleanup-archive/1\",\n  \"files\": [\n" + String.join(",\n", files) + "\n  ]\n}\n";
    }

    private static String field(String name, String value) {
        return quoted(name) + ": " + value;
    }

    /** All that is no plain letter is escaped, so that nothing hides and no reader needs an encoding. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
