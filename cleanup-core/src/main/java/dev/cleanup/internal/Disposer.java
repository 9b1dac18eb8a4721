package dev.cleanup.internal;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.AsideNote;
import dev.cleanup.storage.AsideStorage;
import dev.cleanup.storage.StoredFile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has condemned files go the way that their task asks for, and gives each of them one outcome. */
final class Disposer {

    private final Walk walk;
    private final TaskSpec task;

    Disposer(Walk walk, TaskSpec task) {
        this.walk = walk;
        this.task = task;
    }

    /** Removes a batch, no key twice; the outcomes come in its order. */
    Map<StoredFile, Outcome> dispose(List<Condemned> batch) {
        if (task.disposal() instanceof Disposal.SetAside aside) {
            return setAside(batch, aside.life());
        }
        List<StoredFile> files = batch.stream().map(Condemned::file).toList();
        return StrictRemoval.outcomes(files, sink -> walk.storage().remove(files, sink));
    }

    private Map<StoredFile, Outcome> setAside(List<Condemned> batch, Duration life) {
        Map<StoredFile, AsideNote> noted = new LinkedHashMap<>();
        batch.forEach(item -> noted.put(item.file(), note(item, life)));
        AsideStorage storage = (AsideStorage) walk.storage();
        return StrictRemoval.outcomes(List.copyOf(noted.keySet()), sink -> storage.setAside(noted, sink));
    }

    private AsideNote note(Condemned item, Duration life) {
        return new AsideNote(
                walk.composition().name(),
                walk.id(),
                task.name(),
                walk.now(),
                Halt.later(walk.now(), life),
                item.retiredNames());
    }
}
