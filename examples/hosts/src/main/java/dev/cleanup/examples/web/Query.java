package dev.cleanup.examples.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, validated: a bad one is a 400 that names it, never a default. */
public final class Query {

    private Query() {}

    /** Yes or no; no where it is missing. */
    public static boolean flag(Context ctx, String name) {
        String text = ctx.queryParam(name);
        if (text == null || Set.of("false", "0").contains(text)) {
            return false;
        }
        if (Set.of("true", "1").contains(text)) {
            return true;
        }
        throw bad(name, text, "true or false");
    }

    /** A whole number within bounds, both included. */
    public static int number(Context ctx, String name, int fallback, int least, int most) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw bad(name, text, "a whole number from " + least + " to " + most);
    }

    /** A number of hours, whole or not, more than none and at most so many. */
    public static double hours(Context ctx, String name, double fallback, double most) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return fallback;
        }
        try {
            double hours = new BigDecimal(text).doubleValue();
            if (hours > 0 && hours <= most) {
                return hours;
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw bad(name, text, "a number of hours, more than 0 and at most " + most);
    }

    /** A day, if one is given. */
    public static Optional<LocalDate> day(Context ctx, String name) {
        String text = ctx.queryParam(name);
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeParseException none) {
            throw bad(name, text, "a day such as 2026-01-31");
        }
    }

    /** A part of the path that is not blank. */
    public static String path(Context ctx, String name) {
        String text = ctx.pathParam(name);
        if (text.isBlank()) {
            throw bad(name, text, "a text that is not blank");
        }
        return text;
    }

    private static BadRequestResponse bad(String name, @Nullable String text, String expected) {
        return new BadRequestResponse(name + " (" + text + ") must be " + expected);
    }
}
