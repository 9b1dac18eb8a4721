package dev.cleanup.jsonstore;

import java.util.List;

/** What stands at a declared place of an entry. A place where nothing stands has {@link Nothing}, as has {@code null}. */
sealed interface MemberValue {

    /** Null, or no such member. */
    record Nothing() implements MemberValue {}

    /** A string. */
    record Text(String text) implements MemberValue {}

    /** A number, as it is written. */
    record Num(String digits) implements MemberValue {}

    /** True or false. */
    record Flag(boolean is) implements MemberValue {}

    /** An array of values. */
    record Many(List<MemberValue> values) implements MemberValue {}

    /** Something that means nothing here. */
    record Odd(String what) implements MemberValue {}

    default boolean isNothing() {
        return this instanceof Nothing;
    }

    /** What it is, for messages. */
    default String shown() {
        if (this instanceof Text text) {
            return "\"" + shortened(text.text()) + "\"";
        } else if (this instanceof Num number) {
            return shortened(number.digits());
        } else if (this instanceof Flag flag) {
            return Boolean.toString(flag.is());
        } else if (this instanceof Many many) {
            return "an array of " + many.values().size();
        }
        return this instanceof Odd odd ? odd.what() : "null";
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
