package dev.cleanup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.storage.FileKey;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources of references that lose names: each is broken in one place, is named after the harm, and fails the contract there. */
@Tag("fast")
class BrokenReferencesTest {

    private static final String NAMES = "deliversEachNameAsItIs";
    private static final String TWO_NAMES = "deliversNamesThatDifferInCaseOrBlanksAsTwo";

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("ends after 1,000", CutRead::new, "deliversMoreThanAThousandReferences"),
                broken("folds case", changing(name -> name.toLowerCase(Locale.ROOT)), NAMES),
                broken("folds Unicode", changing(name -> Normalizer.normalize(name, Normalizer.Form.NFC)), NAMES),
                broken("trims", changing(String::strip), NAMES),
                broken(
                        "cuts after 100 letters",
                        changing(name -> name.substring(0, Math.min(100, name.length()))),
                        NAMES),
                broken("replaces what is not ASCII", changing(name -> name.replaceAll("[^ -~\\t]", "?")), NAMES),
                broken("decodes", changing(name -> name.replace("%20", " ")), NAMES),
                broken("drops what is not ASCII", dropping(name -> !name.matches("[ -~\\t]*")), NAMES),
                broken("drops long names", dropping(name -> name.length() > 100), NAMES),
                broken("takes a name for null", dropping("null"::equals), NAMES),
                broken("keeps one of two spellings", OnePerFold::new, TWO_NAMES),
                broken(
                        "a table that fails is empty",
                        EmptyAtFirst::new,
                        "failsRatherThanTakeABrokenPlaceForAnEmptyOne"),
                broken("hides what its sink throws", HidesThrown::new, "letsWhatASinkThrowsReachTheCaller"),
                broken(
                        "hides what its sink throws at a blank",
                        HidesAtBlank::new,
                        "letsWhatASinkThrowsAtARowWithoutAFileReachTheCaller"),
                broken("drops blanks", DropsBlanks::new, "saysWhoNamesNoFile"),
                broken("two reads share a cursor", SharedCursor::new, "readsForTwoThreadsAtOnce"));
    }

    private static Arguments broken(String harm, UnaryOperator<ReferenceSource> breaking, String test) {
        return arguments(harm, breaking, test);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("broken")
    void isCaught(String harm, UnaryOperator<ReferenceSource> breaking, String test) {
        assertThat(SourceContractsTest.references(breaking)).as(harm).contains(test);
    }

    private static UnaryOperator<ReferenceSource> changing(UnaryOperator<String> change) {
        return good -> reading(good, sink -> new Telling(sink) {
            @Override
            public void reference(FileKey key, Owner owner) {
                sink.reference(FileKey.of(change.apply(key.path())), owner);
            }
        });
    }

    private static UnaryOperator<ReferenceSource> dropping(Predicate<String> dropped) {
        return good -> reading(good, sink -> new Telling(sink) {
            @Override
            public void reference(FileKey key, Owner owner) {
                if (!dropped.test(key.path())) {
                    sink.reference(key, owner);
                }
            }
        });
    }

    private static ReferenceSource reading(ReferenceSource good, UnaryOperator<ReferenceSink> between) {
        return new SourceContractsTest.Passing.References(good) {
            @Override
            public void read(ReferenceSink sink) {
                good.read(between.apply(sink));
            }
        };
    }

    /** Passes the rows on. */
    private static class Telling implements ReferenceSink {
        private final ReferenceSink sink;

        Telling(ReferenceSink sink) {
            this.sink = sink;
        }

        @Override
        public void reference(FileKey key, Owner owner) {
            sink.reference(key, owner);
        }

        @Override
        public void derived(FileKey key, Owner owner) {
            sink.derived(key, owner);
        }

        @Override
        public void none(Owner owner) {
            sink.none(owner);
        }

        @Override
        public void unmappable(String value, Owner owner, String why) {
            sink.unmappable(value, owner, why);
        }

        @Override
        public void ignored(String value, Owner owner) {
            sink.ignored(value, owner);
        }
    }

    private static final class CutRead extends SourceContractsTest.Passing.References {
        CutRead(ReferenceSource good) {
            super(good);
        }

        @Override
        public void read(ReferenceSink sink) {
            good.read(new Telling(sink) {
                private int told;

                @Override
                public void reference(FileKey key, Owner owner) {
                    if (told++ < 1_000) {
                        sink.reference(key, owner);
                    }
                }
            });
        }
    }

    private static final class OnePerFold extends SourceContractsTest.Passing.References {
        OnePerFold(ReferenceSource good) {
            super(good);
        }

        /** As a query does with DISTINCT, where the collation folds. */
        @Override
        public void read(ReferenceSink sink) {
            Set<String> told = new HashSet<>();
            good.read(new Telling(sink) {
                @Override
                public void reference(FileKey key, Owner owner) {
                    if (told.add(key.path().strip().toLowerCase(Locale.ROOT))) {
                        sink.reference(key, owner);
                    }
                }
            });
        }
    }

    private static final class EmptyAtFirst extends SourceContractsTest.Passing.References {
        EmptyAtFirst(ReferenceSource good) {
            super(good);
        }

        @Override
        public void read(ReferenceSink sink) {
            boolean[] begun = {false};
            try {
                good.read(new Telling(sink) {
                    @Override
                    public void reference(FileKey key, Owner owner) {
                        begun[0] = true;
                        sink.reference(key, owner);
                    }
                });
            } catch (ReferencesUnavailableException fault) {
                if (begun[0]) {
                    throw fault;
                }
            }
        }
    }

    private static final class HidesThrown extends SourceContractsTest.Passing.References {
        HidesThrown(ReferenceSource good) {
            super(good);
        }

        @Override
        public void read(ReferenceSink sink) {
            try {
                good.read(sink);
            } catch (IllegalStateException hidden) {
                return;
            }
        }
    }

    private static final class HidesAtBlank extends SourceContractsTest.Passing.References {
        HidesAtBlank(ReferenceSource good) {
            super(good);
        }

        @Override
        public void read(ReferenceSink sink) {
            good.read(new Telling(sink) {
                @Override
                public void none(Owner owner) {
                    try {
                        sink.none(owner);
                    } catch (RuntimeException hidden) {
                        return;
                    }
                }
            });
        }
    }

    private static final class DropsBlanks extends SourceContractsTest.Passing.References {
        DropsBlanks(ReferenceSource good) {
            super(good);
        }

        @Override
        public void read(ReferenceSink sink) {
            good.read(new Telling(sink) {
                @Override
                public void none(Owner owner) {}
            });
        }
    }

    /** Holds in a field how far it has read; the second thread comes in between. */
    private static final class SharedCursor extends SourceContractsTest.Passing.References {
        private final Thread maker = Thread.currentThread();
        private final CyclicBarrier between = new CyclicBarrier(2);
        private volatile Set<Owner> told = new HashSet<>();

        SharedCursor(ReferenceSource good) {
            super(good);
        }

        @Override
        public void read(ReferenceSink sink) {
            told = java.util.concurrent.ConcurrentHashMap.newKeySet();
            if (Thread.currentThread() != maker) {
                meet();
            }
            good.read(new Telling(sink) {
                @Override
                public void reference(FileKey key, Owner owner) {
                    if (told.add(owner)) {
                        sink.reference(key, owner);
                    }
                }
            });
        }

        private void meet() {
            try {
                between.await(5, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new IllegalStateException(alone);
            }
        }
    }
}
