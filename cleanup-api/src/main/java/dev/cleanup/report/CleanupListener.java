package dev.cleanup.report;

/**
 * Follows a run: how far it is, what becomes of each item, how it ended.
 *
 * <p>Called on the run's own thread, so whoever does slow work hands it to another. What a listener throws is logged and
 * changes nothing. Each method does nothing unless overridden.
 *
 * <p>A listener must not call the cleanup that it follows, nor another one over the same storage: the call throws
 * {@link IllegalStateException}. It may plan once the run has finished.
 */
public interface CleanupListener {

    /**
     * The run has come further.
     *
     * @param progress how far
     */
    default void onProgress(Progress progress) {}

    /**
     * The fate of an item is known. Called for every item, also for those that the report leaves out.
     *
     * @param task the name of its task
     * @param item the item and its outcome
     */
    default void onItem(String task, ItemReport item) {}

    /**
     * The run has ended, in whatever way.
     *
     * @param report what happened
     */
    default void onFinished(CleanupReport report) {}
}
