package dev.cleanup.jsonstore.internal.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The bytes to leave out so that some elements, and nothing else, are gone.
 *
 * <p>Each element takes one gap along, which is the comma and the space around it: the gap before it, or the one after it
 * where no element before it stays. So the last element that stays has no comma after it, and whatever is indented stays so.
 */
public final class ByteCuts implements DocumentReader.Sink {

    private final Predicate<Entry> goes;
    private final EntryInventory rest = new EntryInventory();
    private final List<Entry.Span> spans = new ArrayList<>();
    private boolean isFirst = true;
    private boolean staysAny;
    private long firstStart;
    private long lastEnd;

    public ByteCuts(Predicate<Entry> goes) {
        this.goes = goes;
    }

    @Override
    public void entry(Entry entry) {
        firstStart = isFirst ? entry.span().start() : firstStart;
        if (!goes.test(entry)) {
            stay(entry);
        } else if (staysAny) {
            cut(lastEnd, entry.span().end());
        }
        isFirst = false;
        lastEnd = entry.span().end();
    }

    private void stay(Entry entry) {
        if (!staysAny) {
            cut(firstStart, entry.span().start());
        }
        staysAny = true;
        rest.entry(entry);
    }

    private void cut(long start, long end) {
        int last = spans.size() - 1;
        if (last >= 0 && spans.get(last).end() == start) {
            spans.set(last, new Entry.Span(spans.get(last).start(), end));
        } else if (start < end) {
            spans.add(new Entry.Span(start, end));
        }
    }

    /** What to leave out, once all elements were seen; empty if nothing. */
    public List<Entry.Span> spans() {
        if (!staysAny && !isFirst) {
            cut(firstStart, lastEnd);
            staysAny = true;
        }
        return spans;
    }

    /** What must be found in the file once that is left out. */
    public EntryInventory rest() {
        return rest;
    }
}
