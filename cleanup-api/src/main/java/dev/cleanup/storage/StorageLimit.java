package dev.cleanup.storage;

/** How much a storage may hold before a quota speaks: bytes of its own files, or a share of the file store below. */
public sealed interface StorageLimit permits ByteSize, FileStoreShare {}
