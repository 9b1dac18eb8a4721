package dev.cleanup.guard;

/** A guard that goes by exact numbers, and shows some of the items in its refusal. */
interface CountingGuard extends Guard {

    @Override
    default boolean looksAtItems() {
        return false;
    }
}
