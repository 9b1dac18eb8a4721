package dev.cleanup.jsonstore.internal.document;

import java.util.List;

/** What stands at a declared place of an entry. A place where nothing stands has {@link Nothing}, as has {@code null}. */
public sealed interface FieldValue {

    /** Null, or no such member. */
    record Nothing() implements FieldValue {}

    /** A string. */
    record Text(String text) implements FieldValue {}

    /** A number, as it is written. */
    record Num(String digits) implements FieldValue {}

    /** True or false. */
    record Flag(boolean is) implements FieldValue {}

    /** An array of values. */
    record Many(List<FieldValue> values) implements FieldValue {}

    /** Something that means nothing here. */
    record Odd(String what) implements FieldValue {}

    default boolean isNothing() {
        return this instanceof Nothing;
    }

    /** What it is, for messages. No value is quoted: beside a token, anything may be a secret. */
    default String shown() {
        if (this instanceof Text text) {
            return "a text of " + text.text().length() + " characters";
        } else if (this instanceof Num) {
            return "a number";
        } else if (this instanceof Flag flag) {
            return Boolean.toString(flag.is());
        } else if (this instanceof Many many) {
            return "an array of " + many.values().size();
        }
        return this instanceof Odd odd ? odd.what() : "null";
    }
}
