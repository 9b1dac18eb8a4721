package dev.cleanup.jsonstore.internal.document;

import dev.cleanup.fact.FactValue;

/** What values mean as text, as a flag, and as somebody who uses an entry. */
public final class FieldReaders {

    private FieldReaders() {}

    /** Text as it is, numbers as they are written, true and false. */
    public static FactValue<String> text(FieldValue value) {
        if (value instanceof FieldValue.Text text) {
            return FactValue.known(text.text());
        } else if (value instanceof FieldValue.Num number) {
            return FactValue.known(number.digits());
        } else if (value instanceof FieldValue.Flag flag) {
            return FactValue.known(Boolean.toString(flag.is()));
        }
        return value.isNothing() ? FactValue.absent() : FactValue.unreadable(value.shown() + ", no text");
    }

    /** True or false, and false where nothing stands. */
    public static FactValue<String> flag(FieldValue value) {
        if (value instanceof FieldValue.Flag || value.isNothing()) {
            return FactValue.known(Boolean.toString(value.equals(new FieldValue.Flag(true))));
        }
        return FactValue.unreadable(value.shown() + ", neither true nor false");
    }

    /** Whoever is named; nobody where nothing stands, text is blank or the value is false. */
    public static FactValue<String> user(FieldValue value) {
        if (value.equals(new FieldValue.Flag(false))
                || (value instanceof FieldValue.Text text && text.text().isBlank())) {
            return FactValue.absent();
        }
        return text(value);
    }
}
