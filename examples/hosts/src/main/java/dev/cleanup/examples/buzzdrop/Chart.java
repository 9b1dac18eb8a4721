package dev.cleanup.examples.buzzdrop;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of bars for a picture of {@value #WIDTH} by {@value #HEIGHT}: one mark for each value, oldest first, the highest as high as
 * there is room.
 *
 * @param title what is shown
 * @param marks the bars, from left to right
 * @param highest the highest value, in words
 * @param first when the first value is from; empty where there is none
 * @param last when the last value is from; empty where there is but one
 */
record Chart(String title, List<Mark> marks, String highest, String first, String last) {

    static final int WIDTH = 480;
    static final int HEIGHT = 150;

    /** Where the highest bar begins, and where all bars stand; above and below is room for words. */
    private static final int TOP = 24;

    private static final int GROUND = 126;
    private static final int WIDEST = 40;
    private static final int LEAST = 3;
    private static final int GAP = 2;

    /**
     * One value.
     *
     * @param value how high
     * @param when it is from
     * @param words what it means, shown where the pointer is
     * @param kind for its colour
     */
    record Value(long value, String when, String words, String kind) {}

    /** One bar in the picture's coordinates. */
    record Mark(int x, int y, int width, int height, String words, String kind) {}

    static Chart of(String title, List<Value> values, String highest) {
        long most = Math.max(1, values.stream().mapToLong(Value::value).max().orElse(1));
        int slots = Math.max(1, values.size());
        int width = Math.min(WIDEST, WIDTH / slots - GAP);
        List<Mark> marks = new ArrayList<>();
        for (Value value : values) {
            int middle = (2 * marks.size() + 1) * WIDTH / (2 * slots);
            // a run that found nothing to do is a line on the ground, not a gap
            int height = Math.max(LEAST, Math.toIntExact(Math.round((double) (GROUND - TOP) * value.value() / most)));
            marks.add(new Mark(middle - width / 2, GROUND - height, width, height, value.words(), value.kind()));
        }
        String first = values.isEmpty() ? "" : values.get(0).when();
        String last = values.size() < 2 ? "" : values.get(values.size() - 1).when();
        return new Chart(title, marks, highest, first, last);
    }

    /** Whether there is anything to show. */
    boolean hasMarks() {
        return !marks.isEmpty();
    }

    /** Whether a run did not go well, whose colour needs an explanation. */
    boolean hasBad() {
        return marks.stream().anyMatch(mark -> mark.kind().equals("bad"));
    }
}
