import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Plants the defects that are listed beside this file, one at a time, and runs the test that must catch each. Only the changed
 * class is compiled; it comes before the built classes on the class path. Started by {@code .ci/defects}.
 */
final class Defects {

    private static final Path LISTS = Path.of(".ci/planted");
    private static final int RULES = 15;
    private static final int AT_ONCE = 2;
    private static final int SECONDS = 180;

    /**
     * A line that could be wrong.
     *
     * @param name what goes wrong, in a few words
     * @param rule the rule of docs/architecture.md that it breaks
     * @param source the file
     * @param before a text that is there once
     * @param after what stands there instead
     * @param module where the test is
     * @param test the test that must notice
     */
    private record Defect(
            String name, int rule, Path source, String before, String after, String module, String test) {

        static Defect of(String paragraph) {
            Map<String, String> lines = new HashMap<>();
            paragraph.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] parts = line.split(":", 2);
                lines.put(parts[0], parts[1].strip());
            });
            String[] test = lines.get("test").split(" ");
            return new Defect(
                    lines.get("defect"),
                    Integer.parseInt(lines.get("rule")),
                    Path.of(lines.get("in")),
                    lines.get("-"),
                    lines.get("+"),
                    test[0],
                    test[1]);
        }

        String planted() throws IOException {
            String text = Files.readString(source);
            int at = text.indexOf(before);
            if (at < 0 || text.indexOf(before, at + 1) >= 0) {
                throw new IOException("its text is " + (at < 0 ? "not there" : "there more than once") + ": " + before);
            }
            return text.replace(before, after);
        }

        /** The folder of the module that the source is in. */
        String ownModule() {
            return source.toString().substring(0, source.toString().indexOf("/src/"));
        }
    }

    /** The result of a test, in the words of {@code OneTest}. */
    private record Answer(String what, String why) {

        boolean isAssertion() {
            return what.equals("failed");
        }

        String firstLine() {
            String line = why.lines().map(String::strip).filter(text -> !text.isEmpty()).findFirst().orElse("");
            String text = Stream.concat(Stream.of(line), why.lines().skip(1).map(String::strip))
                    .filter(part -> !part.isEmpty() && !part.matches("[\\w.]*(Error|Exception):?"))
                    .findFirst()
                    .orElse(line)
                    .replaceFirst("^[\\w.]*(Error|Exception): ", "");
            return text.length() > 110 ? text.substring(0, 107) + "..." : text;
        }
    }

    /** A source file that is on no disk. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("planted:///" + name), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignored) {
            return text;
        }
    }

    private final String launcher;
    private final Path scratch;
    private final Path runner;
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    private Defects(String launcher) throws IOException {
        this.launcher = Path.of(launcher).toAbsolutePath().toString();
        this.scratch = Files.createTempDirectory("defects");
        this.runner = Files.createDirectory(scratch.resolve("runner"));
    }

    /** Takes the launcher's jar, then parts of names; without parts, plants all defects. */
    public static void main(String[] arguments) throws Exception {
        List<String> parts = List.of(arguments).subList(1, arguments.length);
        List<Defect> all = defects();
        List<Defect> asked = all.stream()
                .filter(defect -> parts.isEmpty() || parts.stream().anyMatch(defect.name()::contains))
                .toList();
        List<String> faults = new ArrayList<>(gaps(all));
        Defects planting = new Defects(arguments[0]);
        try {
            planting.compileRunner();
            faults.addAll(planting.withoutDefects(asked));
            faults.addAll(faults.isEmpty() ? planting.plant(asked) : List.of());
        } finally {
            planting.clean();
        }
        faults.forEach(fault -> System.out.println("FAULT  " + fault));
        System.out.println(asked.size() + " defects, " + faults.size() + " faults");
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private static List<Defect> defects() throws IOException {
        List<Defect> defects = new ArrayList<>();
        try (Stream<Path> files = Files.list(LISTS)) {
            for (Path list : files.filter(file -> file.toString().endsWith(".txt")).sorted().toList()) {
                Stream.of(Files.readString(list).split("\n\\s*\n"))
                        .filter(paragraph -> paragraph.contains("defect:"))
                        .map(Defect::of)
                        .forEach(defects::add);
            }
        }
        return defects;
    }

    /** Returns the faults of the lists: a rule without a defect, two defects of one name. */
    private static List<String> gaps(List<Defect> defects) {
        Set<Integer> rules = new TreeSet<>(IntStream.rangeClosed(1, RULES).boxed().toList());
        Set<String> names = new HashSet<>();
        List<String> gaps = new ArrayList<>();
        for (Defect defect : defects) {
            rules.remove(defect.rule());
            if (!names.add(defect.name())) {
                gaps.add("two defects are named " + defect.name());
            }
        }
        rules.forEach(rule -> gaps.add("rule " + rule + " has no defect"));
        return gaps;
    }

    private void compileRunner() throws IOException {
        String text = Files.readString(LISTS.resolve("OneTest.java"));
        compile("OneTest.java", text, launcher + File.pathSeparator + classPath("cleanup-core"), runner);
    }

    /** Runs the tests without a defect: a test that always fails would seem to catch everything. */
    private List<String> withoutDefects(List<Defect> defects) throws Exception {
        List<Callable<List<String>>> runs = new ArrayList<>();
        defects.stream().collect(groupingBy(Defect::module)).forEach((module, some) -> {
            Set<String> tests = new LinkedHashSet<>(some.stream().map(Defect::test).toList());
            runs.add(() -> {
                Answer answer = run(module, "", List.copyOf(tests));
                return answer.what().equals("passed")
                        ? List.of()
                        : List.of("without a defect, a test of " + module + " is " + answer.what() + ": " + answer.why());
            });
        });
        return together(runs);
    }

    private List<String> plant(List<Defect> defects) throws Exception {
        System.out.println("defect | caught by | first line of the message");
        List<Callable<List<String>>> runs = new ArrayList<>();
        defects.forEach(defect -> runs.add(() -> plant(defect)));
        return together(runs);
    }

    /** Returns the fault, or nothing if the test catches the defect. */
    private List<String> plant(Defect defect) throws Exception {
        Path classes = Files.createTempDirectory(scratch, "classes");
        try {
            String own = defect.ownModule();
            String built = own + "/target/quick/classes" + File.pathSeparator + classPath(own);
            compile(defect.source().getFileName().toString(), defect.planted(), built, classes);
        } catch (IOException fault) {
            return List.of("cannot be planted: " + defect.name() + ": " + fault.getMessage());
        }
        Answer answer = run(defect.module(), classes + File.pathSeparator, List.of(defect.test()));
        if (!answer.isAssertion()) {
            return List.of("not caught: " + defect.name() + ": " + defect.test() + " " + answer.what() + " " + answer.why());
        }
        String test = defect.test().substring(defect.test().lastIndexOf('.') + 1);
        System.out.println(defect.rule() + " " + defect.name() + " | " + test + " | " + answer.firstLine());
        return List.of();
    }

    private static List<String> together(List<Callable<List<String>>> runs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<String> faults = new ArrayList<>();
            for (Future<List<String>> run : threads.invokeAll(runs)) {
                faults.addAll(run.get());
            }
            return faults;
        } finally {
            threads.shutdownNow();
        }
    }

    private void compile(String name, String source, String classPath, Path target) throws IOException {
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-proc:none", "-nowarn", "-parameters", "--release", "17", "-cp", classPath, "-d", target.toString());
        Source text = new Source(name, source);
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            if (!compiler.getTask(said, files, null, options, null, List.of(text)).call()) {
                throw new IOException("it does not compile: " + said.toString().strip());
            }
        }
    }

    /** Runs tests in a separate JVM, with the settings of surefire. */
    private Answer run(String module, String first, List<String> tests) throws Exception {
        Path answer = Files.createTempFile(scratch, "answer", ".txt");
        Path said = Files.createTempFile(scratch, "said", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                "-Duser.country=US",
                "-Duser.timezone=UTC",
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                first + runner + File.pathSeparator + built(module) + File.pathSeparator + launcher,
                "OneTest",
                answer.toString()));
        command.addAll(tests);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.directory(new File(module)).environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        if (!process.waitFor(SECONDS * (long) tests.size(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Answer("did not end", "within " + SECONDS + " s");
        }
        String[] words = Files.readString(answer).split("\n", 2);
        return words.length == 2 ? new Answer(words[0], words[1]) : new Answer("broke off", Files.readString(said));
    }

    private static String built(String module) throws IOException {
        Path target = Path.of(module, "target", "quick").toAbsolutePath();
        return String.join(
                File.pathSeparator, target + "/test-classes", target + "/classes", classPath(module));
    }

    private static String classPath(String module) throws IOException {
        return Files.readString(Path.of(module, "target", "quick", "classpath")).strip();
    }

    private void clean() throws IOException {
        try (Stream<Path> all = Files.walk(scratch)) {
            for (Path path : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        }
    }
}
