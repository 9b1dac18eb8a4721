package dev.cleanup.examples.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, validated: a bad one is a 400 that names it, never a default, and so is one given twice. */
public final class Query {

    private static final int LAST_YEAR = 9999;

    private Query() {}

    /**
     * Asks for no other parameters than these, and no body: of a call that deletes, a misspelled {@code dry_run} must not be
     * passed over.
     */
    public static void onlyOf(Context ctx, String... names) {
        for (String name : ctx.queryParamMap().keySet()) {
            if (!List.of(names).contains(name)) {
                throw new BadRequestResponse(name + " is no parameter of this call, which knows " + List.of(names));
            }
        }
        if (ctx.bodyAsBytes().length > 0) {
            throw new BadRequestResponse("No body is read by this call: parameters stand in its address");
        }
    }

    /** Yes or no; no where it is missing. */
    public static boolean flag(Context ctx, String name) {
        String text = single(ctx, name);
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
        String text = single(ctx, name);
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

    /** A day of a year with four digits, if one is given. */
    public static Optional<LocalDate> day(Context ctx, String name) {
        String text = single(ctx, name);
        try {
            Optional<LocalDate> day = Optional.ofNullable(text).map(LocalDate::parse);
            if (day.map(LocalDate::getYear)
                    .filter(year -> year < 0 || year > LAST_YEAR)
                    .isEmpty()) {
                return day;
            }
        } catch (DateTimeParseException none) {
            // said below
        }
        throw bad(name, text, "a day such as 2026-01-31");
    }

    /** A part of the path that is not blank. */
    public static String path(Context ctx, String name) {
        String text = ctx.pathParam(name);
        if (text.isBlank()) {
            throw bad(name, text, "a text that is not blank");
        }
        return text;
    }

    /** The parameter, if it is given; of two that may contradict each other, none is chosen. */
    private static @Nullable String single(Context ctx, String name) {
        if (ctx.queryParams(name).size() > 1) {
            throw new BadRequestResponse(name + " must be given once");
        }
        return ctx.queryParam(name);
    }

    private static BadRequestResponse bad(String name, @Nullable String text, String expected) {
        return new BadRequestResponse(name + " (" + text + ") must be " + expected);
    }
}
