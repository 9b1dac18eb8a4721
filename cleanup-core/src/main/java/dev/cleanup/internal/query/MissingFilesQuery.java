package dev.cleanup.internal.query;

import dev.cleanup.internal.compact.FingerprintSet;
import dev.cleanup.internal.context.ReferenceReader;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.storage.CheckedLookup;
import dev.cleanup.outcome.Failure;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.MissingFiles;
import dev.cleanup.report.Phase;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for files that references name and that are not there. Changes nothing. */
public final class MissingFilesQuery implements ListingSink, ReferenceReader.Look, LookupSink {

    private static final String NAME = "missing";
    private static final int SAMPLES = 1000;

    private final RunContext walk;
    private final FingerprintSet listed = new FingerprintSet();
    private final Map<FileKey, Owner> suspects = new LinkedHashMap<>();
    private final List<MissingFiles.MissingFile> missing = new ArrayList<>();
    private long count;
    private long undecided;

    public MissingFilesQuery(RunContext walk) {
        this.walk = walk;
    }

    /** A listing can miss files that exist, so each suspect is looked up by its name. */
    public MissingFiles find() {
        walk.storage().verify();
        if (walk.storage() instanceof ListableStorage listable) {
            listable.list(this);
        }
        walk.reader().read(NAME, Phase.READING_REFERENCES, this);
        CheckedLookup.of(walk).lookUp(NAME, List.copyOf(suspects.keySet()), this);
        return new MissingFiles(walk.now(), walk.reader().firstCounts(), count, undecided, missing);
    }

    @Override
    public void key(FileKey key) {
        listed.add(key.path());
    }

    @Override
    public void unusable(String shown, String why) {
        // not a file that a reference could mean; the look-up says so
    }

    @Override
    public void unreadable(String shown, Failure failure) {
        // what lies below is not listed, and looked up if it is named
    }

    @Override
    public void names(FileKey key, Owner owner) {
        if (!listed.contains(key.path())) {
            suspects.putIfAbsent(key, owner);
        }
    }

    @Override
    public void derives(FileKey key, Owner owner) {
        // a variant that may or may not exist is never missing
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        undecided++;
    }

    @Override
    public void found(StoredFile file) {
        // the listing missed it
    }

    @Override
    public void absent(FileKey key) {
        count++;
        Owner owner = suspects.get(key);
        if (owner != null && missing.size() < SAMPLES) {
            missing.add(new MissingFiles.MissingFile(key, owner));
        }
    }

    @Override
    public void unusable(FileKey key, String why) {
        undecided++;
    }

    @Override
    public void unknown(FileKey key, Failure failure) {
        undecided++;
    }
}
