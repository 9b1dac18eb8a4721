package dev.cleanup.jsonstore.internal.document;

/** Where the entries of a token file have their ids. */
sealed interface EntryLayout {

    /** An object: each member is an entry, and its name the id. */
    record ById() implements EntryLayout {
        @Override
        public String toString() {
            return "an object with an entry for each id";
        }
    }

    /**
     * An array: each element is an entry, and its id stands at one of the declared places.
     *
     * @param place the number of that place
     */
    record InArray(int place) implements EntryLayout {
        @Override
        public String toString() {
            return "an array of entries";
        }
    }
}
