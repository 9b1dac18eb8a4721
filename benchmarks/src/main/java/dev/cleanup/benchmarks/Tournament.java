package dev.cleanup.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** All contestants over one world, taking turns. */
final class Tournament {

    private static final int WARM_UPS = 2;

    private final World world;
    private final Phase phase;
    private final int rounds;
    private final Function<Contestant, List<String>> commands;
    private final Set<String> digests = new LinkedHashSet<>();

    Tournament(World world, Phase phase, int rounds, Function<Contestant, List<String>> commands) {
        this.world = world;
        this.phase = phase;
        this.rounds = rounds;
        this.commands = commands;
    }

    /** Plays all rounds; throws if two contestants came to different results. */
    List<Series> play() throws IOException, InterruptedException {
        List<Series> all = new ArrayList<>(cold().values());
        all.addAll(warm().values());
        if (digests.size() > 1) {
            throw new IllegalStateException("the contestants disagree on what is orphaned: " + digests);
        }
        return all;
    }

    private List<Contestant> players() {
        return Stream.of(Contestant.values())
                .filter(contestant -> contestant.isAvailable() && contestant.canPlay(phase))
                .toList();
    }

    private Map<Contestant, Series> cold() throws IOException, InterruptedException {
        Map<Contestant, Series> cold = new EnumMap<>(Contestant.class);
        for (int round = 0; round < rounds; round++) {
            for (Contestant contestant : players()) {
                try (Child child = new Child(commands.apply(contestant))) {
                    series(cold, contestant, "cold")
                            .add(checked(contestant, child.playOnlyRound()), child.peakMegabytes());
                }
                world.restoreOrphans();
            }
        }
        return cold;
    }

    private Map<Contestant, Series> warm() throws IOException {
        Map<Contestant, Child> children = new EnumMap<>(Contestant.class);
        Map<Contestant, Series> warm = new EnumMap<>(Contestant.class);
        try {
            for (Contestant contestant : players()) {
                if (contestant.staysWarm()) {
                    children.put(contestant, new Child(commands.apply(contestant)));
                }
            }
            for (int round = -WARM_UPS; round < rounds; round++) {
                for (Map.Entry<Contestant, Child> entry : children.entrySet()) {
                    Round played = checked(entry.getKey(), entry.getValue().play());
                    world.restoreOrphans();
                    if (round >= 0) {
                        series(warm, entry.getKey(), "warm")
                                .add(played, entry.getValue().peakMegabytes());
                    }
                }
            }
        } finally {
            for (Child child : children.values()) {
                child.close();
            }
        }
        return warm;
    }

    private Series series(Map<Contestant, Series> of, Contestant contestant, String state) {
        return of.computeIfAbsent(contestant, added -> new Series(added, world, phase, state));
    }

    private Round checked(Contestant contestant, Round round) {
        if (contestant != Contestant.FLOOR) {
            digests.add(round.removed() + " files, digest " + round.digest());
        }
        return round;
    }
}
