package dev.cleanup.examples.buzzdrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row B7: the picture of the page. */
@Tag("fast")
class ChartTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 11, 12, 40})
    void b7EachValueIsAMarkWithinThePictureAndNoneCoversAnother(int values) {
        Chart chart = chart(LongStream.range(0, values).toArray());

        assertThat(chart.marks()).hasSize(values);
        int end = 0;
        for (Chart.Mark mark : chart.marks()) {
            assertThat(mark.x()).isGreaterThanOrEqualTo(end);
            assertThat(mark.width()).isPositive();
            assertThat(mark.y()).isPositive();
            end = mark.x() + mark.width();
        }
        assertThat(end).isLessThanOrEqualTo(Chart.WIDTH);
    }

    @Test
    void b7MarksAreAsHighAsTheirValuesAndNoneIsInvisible() {
        List<Chart.Mark> marks = chart(0, 500, 1000).marks();

        assertThat(marks.get(2).height()).isEqualTo(2 * marks.get(1).height());
        assertThat(marks.get(0).height()).isPositive();
        assertThat(chart(0, 0).marks()).allMatch(mark -> mark.height() < 5);
    }

    @Test
    void b7BothEndsSayWhenTheyWere() {
        assertThat(chart().first()).isEmpty();
        assertThat(chart(7).first()).isEqualTo("run 7");
        assertThat(chart(7).last()).isEmpty();
        assertThat(chart(7, 8, 9).last()).isEqualTo("run 9");
    }

    private static Chart chart(long... values) {
        return Chart.of(
                "Files",
                LongStream.of(values)
                        .mapToObj(value -> new Chart.Value(value, "run " + value, value + " files", "good"))
                        .toList(),
                "many");
    }
}
