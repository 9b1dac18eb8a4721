package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.FileStoreShare;
import dev.cleanup.storage.Glob;
import dev.cleanup.storage.Percentage;
import dev.cleanup.storage.StorageLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The built-in rules, to be imported statically.
 *
 * <p>Stateless; every rule is an immutable value with equality. A rule keeps what it cannot judge: where a fact could not
 * be read, the decision is unknown, and stays unknown under <i>not</i>.
 */
public final class Policies {

    private Policies() {}

    /**
     * Removes files that no reference names.
     *
     * @return the rule
     */
    public static ItemPolicy unreferenced() {
        return new Unreferenced();
    }

    /**
     * Removes files whose newest time, among modification, status-change and birth as far as the storage has them, lies
     * at least that long ago. A time that could not be read, lies in the future or before 1980 keeps the file.
     *
     * @param age how long ago at least; the boundary is inclusive
     * @return the rule
     * @throws IllegalArgumentException if the age is zero or negative
     */
    public static ItemPolicy olderThan(Duration age) {
        return new OlderThan(age);
    }

    /**
     * The time at which records came into being, to make rules from; the fact {@code time created}.
     *
     * @return the time
     */
    public static RecordTime created() {
        return RecordTime.CREATED;
    }

    /**
     * The time at which the work on records ended, to make rules from; the fact {@code time completed}.
     *
     * @return the time
     */
    public static RecordTime completed() {
        return RecordTime.COMPLETED;
    }

    /**
     * The time at which records were last used, to make rules from; the fact {@code time last-used}.
     *
     * @return the time
     */
    public static RecordTime lastUsed() {
        return RecordTime.LAST_USED;
    }

    /**
     * A time of records by the host's own name, to make rules from.
     *
     * @param name the name that the source gives it
     * @return the time
     * @throws IllegalArgumentException if the name is blank
     */
    public static RecordTime time(String name) {
        return new RecordTime(name);
    }

    /**
     * Removes records whose time {@code expires} is reached; the boundary is inclusive. A record without it never
     * expires and stays.
     *
     * @return the rule
     */
    public static ItemPolicy expired() {
        return new Expired();
    }

    /**
     * Removes records whose status is one of those given, character by character. A record without a status has none of
     * them: it stays, and matches under <i>not</i>.
     *
     * @param statuses the statuses, at least one
     * @return the rule
     * @throws IllegalArgumentException if there is none
     */
    public static ItemPolicy status(String... statuses) {
        return new HasStatus(new LinkedHashSet<>(List.of(statuses)));
    }

    /**
     * Removes records of which one attribute has one of the values given, character by character. A record without the
     * attribute has none of them: it stays, and matches under <i>not</i>.
     *
     * @param name the host's name for the attribute
     * @param values the values, at least one
     * @return the rule
     * @throws IllegalArgumentException if there is no value, or the name is blank
     */
    public static ItemPolicy attribute(String name, String... values) {
        return new HasAttribute(name, new LinkedHashSet<>(List.of(values)));
    }

    /**
     * Matches records that something uses right now; wanted as {@code not(inUse())}.
     *
     * @return the rule
     */
    public static ItemPolicy inUse() {
        return new InUse();
    }

    /**
     * Removes records that name files at all, whether or not these are still there.
     *
     * @return the rule
     */
    public static ItemPolicy hasFiles() {
        return new HasFiles();
    }

    /**
     * Removes files whose name fits one of the globs: the last component of the name, or the whole key where the glob
     * has a {@code /}. What the signs mean is said at {@link Glob}; a leading dot is a character like any other.
     *
     * @param globs the globs, at least one
     * @return the rule
     * @throws IllegalArgumentException if there is none, or one is malformed; the message says why
     */
    public static ItemPolicy named(String... globs) {
        return new Named(Stream.of(globs).map(Glob::of).toList());
    }

    /**
     * Removes files that lie in a folder, at any depth.
     *
     * @param folder the folder's name, relative to the storage, with or without a trailing {@code /}
     * @return the rule
     * @throws IllegalArgumentException if no folder can have that name, or it means the whole storage
     */
    public static ItemPolicy within(String folder) {
        return new Within(folder);
    }

    /**
     * Removes files that hold more than some bytes.
     *
     * @param bytes the largest size that stays
     * @return the rule
     * @throws IllegalArgumentException if it is negative
     */
    public static ItemPolicy largerThan(long bytes) {
        return new LargerThan(new ByteSize(bytes));
    }

    /**
     * Removes files that are larger than a size.
     *
     * @param size the largest size that stays, such as {@code megabytes(10)}
     * @return the rule
     */
    public static ItemPolicy largerThan(ByteSize size) {
        return new LargerThan(size);
    }

    /**
     * A size in megabytes of 1024 * 1024 bytes each.
     *
     * @param megabytes how many
     * @return the size
     * @throws IllegalArgumentException if it is negative, or more than a {@code long} counts in bytes
     */
    public static ByteSize megabytes(long megabytes) {
        return ByteSize.megabytes(megabytes);
    }

    /**
     * A part of something, in whole percent.
     *
     * @param percent from 1 to 100
     * @return the share
     * @throws IllegalArgumentException if it is not between 1 and 100
     */
    public static Percentage percent(int percent) {
        return new Percentage(percent);
    }

    /**
     * A share of the file store below the storage, as a limit for {@link #quotaAbove}: how full that is with
     * whatever lies there, other people's files included.
     *
     * @param percent from 1 to 99
     * @return the limit
     * @throws IllegalArgumentException if it is not between 1 and 99
     */
    public static FileStoreShare percentOfFileStore(int percent) {
        return new FileStoreShare(new Percentage(percent));
    }

    /**
     * Selects all but the newest items among those that the task's policy allows to go; for records, name the time with
     * {@link KeepNewest#by} and the groups with {@link KeepNewest#per(String)}.
     *
     * @param count how many stay
     * @return the selection
     * @throws IllegalArgumentException if it is less than one
     */
    public static KeepNewest keepNewest(int count) {
        return new KeepNewest(count, Optional.empty(), Optional.empty());
    }

    /**
     * Begins a quota, which selects items in a declared order once there is too much, until there is little enough:
     * {@code quotaAbove(megabytes(1024)).downTo(percent(80)).oldestFirst()}.
     *
     * @param limit what is too much: strictly more than {@link #megabytes} of the storage's own files, or than
     *     {@link #percentOfFileStore} of whatever lies in the file store
     * @return what still needs a target and an order
     * @throws IllegalArgumentException if the limit is zero
     */
    public static Quota.Exceeded quotaAbove(StorageLimit limit) {
        return new Quota.Exceeded(limit);
    }

    /**
     * Removes what all rules remove.
     *
     * @param rules the rules, at least one
     * @return the combined rule
     * @throws IllegalArgumentException if there is no rule
     */
    public static ItemPolicy allOf(ItemPolicy... rules) {
        return new AllOf(List.of(rules));
    }

    /**
     * Removes what at least one rule removes.
     *
     * @param rules the rules, at least one
     * @return the combined rule
     * @throws IllegalArgumentException if there is no rule
     */
    public static ItemPolicy anyOf(ItemPolicy... rules) {
        return new AnyOf(List.of(rules));
    }

    /**
     * Removes what a rule keeps, and keeps what it removes; what it cannot judge stays undecided, and so is kept.
     *
     * @param rule the rule
     * @return its opposite
     */
    public static ItemPolicy not(ItemPolicy rule) {
        return new Not(rule);
    }

    /**
     * A rule of the host's own.
     *
     * @param description the rule in words, a phrase that fits after "removes what is"
     * @param needs the facts that it reads
     * @param judge a pure function from facts and the instant of the run; if it throws, the decision is unknown
     * @return the rule
     * @throws IllegalArgumentException if the description is blank
     */
    public static ItemPolicy custom(
            String description, Set<Fact<?>> needs, BiFunction<Facts, Instant, Decision> judge) {
        return new CustomRule(description, needs, judge);
    }
}
