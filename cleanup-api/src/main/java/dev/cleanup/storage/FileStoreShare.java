package dev.cleanup.storage;

/**
 * A share of the file store below a storage: how full that is with whatever lies there, other people's files included.
 * Immutable.
 *
 * @param share from 1% to 99%
 */
public record FileStoreShare(Percentage share) implements StorageLimit {

    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if no file store could ever exceed it
     */
    public FileStoreShare {
        if (share.percent() == 100) {
            throw new IllegalArgumentException("share (" + share + ") of the file store can never be exceeded, so the"
                    + " quota would never speak. Use less, such as percentOfFileStore(90)");
        }
    }

    @Override
    public String toString() {
        return share + " of the file store";
    }
}
