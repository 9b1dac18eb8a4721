package dev.cleanup.jsonstore.internal.codec;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * Escapes what a person would not see: characters that control, format or separate, or that have no picture.
 *
 * <p>A name that reverses the text around it, or hides part of itself, shows what it is before somebody approves it.
 */
final class JsonEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    /** High surrogates from here on lead to planes of tags and private use, which have no pictures. */
    private static final char UNSEEN_PLANES = '\uDB40';

    private static final int DELETE = 0x7F;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes[DELETE] = ESCAPE_STANDARD;
        return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return isSeen((char) character) ? null : new SerializedString(String.format("\\u%04X", character));
    }

    private static boolean isSeen(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            case Character.SURROGATE -> c < UNSEEN_PLANES;
            default -> true;
        };
    }
}
