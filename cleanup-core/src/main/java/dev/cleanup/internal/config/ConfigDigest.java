package dev.cleanup.internal.config;

import dev.cleanup.guard.Guard;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.storage.Archive;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells a composition from any other: a stored plan is applied only by the composition that made it.
 *
 * <p>A digest over all that decides what goes, and a short one of each setting, so that a difference can be named.
 */
public final class ConfigDigest {

    private static final int NAME = 8;
    private static final int VALUE = 16;
    private static final int SHOWN = 5;

    private final TreeMap<String, String> settings = new TreeMap<>();

    private ConfigDigest(CleanupConfig composition) {
        add("cleanup", composition.name());
        add("storage", composition.storage().id());
        addAll("storage", composition.storage().configuration());
        composition.references().forEach(this::addSource);
        List<TaskDefinition> tasks = composition.tasks();
        for (int i = 0; i < tasks.size(); i++) {
            addTask(tasks.get(i), i);
        }
    }

    /** The text of a composition's fingerprint; the same in every process. */
    public static String of(CleanupConfig composition) {
        return new ConfigDigest(composition).text();
    }

    /** Which settings of a composition are not those of the plan that has a fingerprint. */
    public static String difference(String planned, CleanupConfig composition) {
        return new ConfigDigest(composition).difference(planned);
    }

    private void addSource(ReferenceSource source) {
        String name = "source " + source.name();
        add(name, "");
        addAll(name, source.configuration());
    }

    private void addTask(TaskDefinition task, int position) {
        String name = "task " + task.name();
        add(name, "position " + position);
        add(name + ", policy", task.policy().description());
        task.selection().ifPresent(rule -> add(name + ", selection", rule.description()));
        add(name + ", files", task.disposal().description());
        if (task.disposal() instanceof FileDisposition.ToArchive to) {
            addArchive(name + ", archive", to.archive());
        }
        for (Guard guard : task.guards()) {
            add(name + ", guard " + guard.name(), guard.description());
        }
        if (task instanceof TaskDefinition.Orphans orphans) {
            orphans.confirmedOrphanFor().ifPresent(time -> add(name + ", confirmedOrphanFor", time.toString()));
        } else if (task instanceof TaskDefinition.Records records) {
            addRecords(name, records);
        }
    }

    private void addRecords(String name, TaskDefinition.Records task) {
        add(name + ", records", task.source().name());
        add(name + ", files of records", task.files().name());
        add(name + ", settlement", task.settlement().toString());
    }

    private void addArchive(String name, Archive archive) {
        add(name, archive.id());
        addAll(name, archive.configuration());
    }

    private void addAll(String of, Map<String, String> configuration) {
        configuration.forEach((setting, value) -> add(of + ", " + setting, value));
    }

    /** A setting that is there twice has both values. */
    private void add(String setting, String value) {
        settings.merge(setting, value.length() + ":" + value, String::concat);
    }

    private String text() {
        String whole = settings.entrySet().stream()
                .map(one -> one.getKey().length() + ":" + one.getKey() + "=" + one.getValue() + "\n")
                .collect(Collectors.joining());
        return digest(whole)
                + shortened().entrySet().stream()
                        .map(one -> " " + one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining());
    }

    private Map<String, String> shortened() {
        Map<String, String> shortened = new TreeMap<>();
        settings.forEach((setting, value) ->
                shortened.put(digest(setting).substring(0, NAME), digest(value).substring(0, VALUE)));
        return shortened;
    }

    private String difference(String planned) {
        Map<String, String> before = new HashMap<>();
        for (String part : planned.split(" ", -1)) {
            int end = part.indexOf('=');
            if (end > 0) {
                before.put(part.substring(0, end), part.substring(end + 1));
            }
        }
        return before.isEmpty() ? "its fingerprint names no settings" : difference(before);
    }

    private String difference(Map<String, String> before) {
        Map<String, String> now = shortened();
        List<String> changed = new ArrayList<>();
        for (String setting : settings.keySet()) {
            String name = digest(setting).substring(0, NAME);
            if (!Objects.equals(now.get(name), before.remove(name))) {
                changed.add(setting);
            }
        }
        String shown = String.join("; ", changed.subList(0, Math.min(SHOWN, changed.size())))
                + (changed.size() > SHOWN ? " and " + (changed.size() - SHOWN) + " more" : "");
        String gone = before.isEmpty() ? "" : before.size() + " settings of the plan are not there";
        return shown + (shown.isEmpty() || gone.isEmpty() ? "" : "; ") + gone;
    }

    private static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
