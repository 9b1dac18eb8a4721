package dev.cleanup.examples.owndata;

import static dev.cleanup.CleanupTask.orphans;
import static java.util.Objects.requireNonNull;

import dev.cleanup.Cleanup;
import dev.cleanup.jdbc.JdbcReferences;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.reference.KeyMapping;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What somebody asks on the command line, and what is composed of it. */
@Command(
        name = "owndata",
        sortOptions = false,
        description = {
            "Finds the files of a directory that no row of a database names, and shows them.",
            "Nothing is changed, unless --apply says so."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is done, or was rehearsed",
            "1:something failed; the report says what",
            "2:the command line cannot be understood",
            "3:a guard refused: nothing was removed",
            "4:stopped before the end; what was done is reported",
            "5:some files could not be removed; the report names them"
        })
final class OwnData implements Callable<Integer> {

    static final String TASK = "orphaned-files";

    private final InstantSource clock;
    private final BooleanSupplier stop;
    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIRECTORY",
            description = "The directory whose files are swept. Nothing outside of it is touched.")
    private Path directory = Path.of("");

    @Option(
            names = "--jdbc-url",
            required = true,
            paramLabel = "URL",
            description = "The database that knows which files are needed: " + Databases.KNOWN + ".")
    private String url = "";

    @Option(names = "--user", paramLabel = "NAME", description = "The database user, where the URL does not name it.")
    private @Nullable String user;

    @Option(
            names = "--password",
            interactive = true,
            arity = "0..1",
            paramLabel = "PASSWORD",
            description = "Asked for if none is given; better than in the URL, which others may see.")
    private @Nullable String password;

    @Option(
            names = "--query",
            required = true,
            paramLabel = "SQL",
            description = {
                "A statement that selects the names of files in use, as they lie below the directory.",
                "Repeat it until every column that names files is covered: what no query names is an orphan."
            })
    private List<String> queries = new ArrayList<>();

    @Option(
            names = "--older-than",
            defaultValue = "24h",
            converter = Ages.class,
            paramLabel = "AGE",
            description = "Only files of at least this age, such as 90m, 24h, 7d. Default: ${DEFAULT-VALUE}.")
    private Duration age = Duration.ofHours(24);

    @Option(names = "--apply", description = "Removes them. Without it, this is a rehearsal.")
    private boolean apply;

    @Option(names = "--json", description = "Prints the plan or the report as JSON, and nothing else.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    @SuppressWarnings("unused") // whether it was given is all that counts
    private boolean help;

    OwnData(InstantSource clock, BooleanSupplier stop, PrintStream out, PrintStream err) {
        this.clock = clock;
        this.stop = stop;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Answer answer = answer();
        if (json) {
            answer.printJson(out);
        } else {
            answer.print(out);
        }
        return answer.exitCode();
    }

    private Answer answer() {
        try (Bar bar = new Bar(err)) {
            Cleanup cleanup = compose(bar);
            return apply ? new Answer.Done(cleanup.run()) : new Answer.Rehearsed(cleanup.plan());
        }
    }

    private Cleanup compose(Bar bar) {
        return Cleanup.of("owndata", storage())
                .referencedBy(references())
                .task(orphans(TASK).olderThan(age))
                .listener(bar)
                .clock(clock)
                .build()
                .stopWhen(stop)
                .requestedBy(System.getProperty("user.name", "somebody"));
    }

    private LocalDirectory storage() {
        try {
            return LocalDirectory.at(directory);
        } catch (RuntimeException fault) {
            throw wrong("--dir", directory, fault);
        }
    }

    private JdbcReferences references() {
        try {
            DataSource database = Databases.at(url, user, password);
            JdbcReferences.Start start = JdbcReferences.of(database);
            JdbcReferences references = start.query("query 1", queries.get(0), KeyMapping.relativePaths());
            for (int i = 1; i < queries.size(); i++) {
                references = references.query("query " + (i + 1), queries.get(i), KeyMapping.relativePaths());
            }
            return references;
        } catch (IllegalArgumentException | IllegalStateException fault) {
            throw wrong("--jdbc-url or --query", Redacted.of(url) + ", " + queries, fault);
        }
    }

    private ParameterException wrong(String option, Object value, RuntimeException fault) {
        CommandSpec known = requireNonNull(spec, "filled in by picocli");
        return new ParameterException(known.commandLine(), option + " (" + value + ") " + fault.getMessage(), fault);
    }
}
