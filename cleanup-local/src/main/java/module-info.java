/**
 * Local directories as storages, and archives of the files that go. For hosts that keep their files on a disk.
 */
module dev.cleanup.local {
    requires static transitive org.jspecify;
    requires transitive dev.cleanup.api;

    exports dev.cleanup.archive;
    exports dev.cleanup.local;
}
