package dev.cleanup.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All contestants of one match, taking turns. Used once. */
final class Tournament {

    private final Match match;
    private final Effort effort;
    private final Set<String> results = new LinkedHashSet<>();
    private final Set<String> digests = new LinkedHashSet<>();

    Tournament(Match match, Effort effort) {
        this.match = match;
        this.effort = effort;
    }

    /** Plays all rounds; throws if two contestants came to different results. A contestant that ends is out, and said so. */
    List<Series> play() throws IOException, SQLException, InterruptedException {
        List<Series> all = new ArrayList<>();
        for (State state : effort.of(match)) {
            all.addAll(state == State.COLD ? cold() : warm());
        }
        if (results.size() > 1 || digests.size() > 1) {
            throw new IllegalStateException(
                    "the contestants do not come to the same result: " + results + ", digests " + digests);
        }
        return all;
    }

    private List<Series> cold() throws IOException, SQLException, InterruptedException {
        List<Series> all = series(State.COLD);
        for (int round = 0; round < effort.rounds(); round++) {
            for (Series series : all) {
                if (series.isLost()) {
                    continue;
                }
                try (Child child = new Child(series.contestant().command())) {
                    series.add(checked(series, child.playOnlyRound()), child.peakMegabytes());
                } catch (LostException lost) {
                    series.lose(lost);
                }
                restore();
            }
        }
        return all;
    }

    private List<Series> warm() throws IOException, SQLException {
        Map<Series, Child> children = new LinkedHashMap<>();
        try {
            for (Series series : series(State.WARM)) {
                children.put(series, new Child(series.contestant().command()));
            }
            for (int round = -effort.warmUps(); round < effort.rounds(); round++) {
                for (Series series : children.keySet()) {
                    playWarm(series, children.get(series), round);
                }
            }
        } finally {
            children.values().forEach(Child::close);
        }
        return List.copyOf(children.keySet());
    }

    private void playWarm(Series series, Child child, int round) throws IOException, SQLException {
        if (series.isLost()) {
            return;
        }
        try {
            Round played = checked(series, child.play());
            if (round >= 0) {
                series.add(played, child.peakMegabytes());
            }
        } catch (LostException lost) {
            series.lose(lost);
        }
        restore();
    }

    private List<Series> series(State state) {
        return match.playing(state).stream()
                .map(contestant -> new Series(contestant, match.world(), match.phase(), state))
                .toList();
    }

    /** What is said to be removed is compared, and what is left. */
    private Round checked(Series series, Round round) throws IOException, SQLException {
        if (series.contestant().isCompared()) {
            results.add(round.removed()
                    + (match.phase() == Phase.RUN ? ", left " + match.world().left() : ""));
            if (!round.digest().isEmpty()) {
                digests.add(round.digest());
            }
        }
        return round;
    }

    private void restore() throws IOException, SQLException {
        if (match.phase() == Phase.RUN) {
            match.world().restore();
        }
    }
}
