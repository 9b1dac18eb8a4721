package dev.cleanup.examples.buzzdrop;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of bars for a picture: one mark for each value, the highest as high as there is room.
 *
 * @param title what is shown
 * @param width of the picture
 * @param height of the picture
 * @param marks the bars, from left to right
 * @param highest the highest value, in words
 */
record Chart(String title, int width, int height, List<Mark> marks, String highest) {

    private static final int STEP = 16;
    private static final int BAR = 12;
    private static final int ROOM = 100;
    private static final int FEWEST = 20;

    /**
     * One value.
     *
     * @param value how high
     * @param words what it means, shown where the pointer is
     * @param kind for its colour
     */
    record Value(long value, String words, String kind) {}

    /** One bar in the picture's coordinates. */
    record Mark(int x, int y, int width, int height, String words, String kind) {}

    static Chart of(String title, List<Value> values, String highest) {
        long most = Math.max(1, values.stream().mapToLong(Value::value).max().orElse(1));
        List<Mark> marks = new ArrayList<>();
        for (Value value : values) {
            // a run that found nothing to do is a line on the ground, not a gap
            int height = Math.max(1, Math.toIntExact(Math.round((double) ROOM * value.value() / most)));
            marks.add(new Mark(marks.size() * STEP, ROOM - height, BAR, height, value.words(), value.kind()));
        }
        return new Chart(title, Math.max(FEWEST, marks.size()) * STEP, ROOM, marks, highest);
    }
}
