package dev.cleanup.jsonstore;

import dev.cleanup.policy.Reading;

/** What values mean as text, as a flag, and as somebody who uses an entry. */
final class MemberReadings {

    private MemberReadings() {}

    /** Text as it is, numbers as they are written, true and false. */
    static Reading<String> text(MemberValue value) {
        if (value instanceof MemberValue.Text text) {
            return Reading.known(text.text());
        } else if (value instanceof MemberValue.Num number) {
            return Reading.known(number.digits());
        } else if (value instanceof MemberValue.Flag flag) {
            return Reading.known(Boolean.toString(flag.is()));
        }
        return value.isNothing() ? Reading.absent() : Reading.unreadable(value.shown() + ", no text");
    }

    /** True or false, and false where nothing stands. */
    static Reading<String> flag(MemberValue value) {
        if (value instanceof MemberValue.Flag || value.isNothing()) {
            return Reading.known(Boolean.toString(value.equals(new MemberValue.Flag(true))));
        }
        return Reading.unreadable(value.shown() + ", neither true nor false");
    }

    /** Whoever is named; nobody where nothing stands, text is blank or the value is false. */
    static Reading<String> user(MemberValue value) {
        if (value.equals(new MemberValue.Flag(false))
                || (value instanceof MemberValue.Text text && text.text().isBlank())) {
            return Reading.absent();
        }
        return text(value);
    }
}
