package dev.cleanup.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds across the published modules, and what a compiler cannot see. */
@Tag("fast")
class HouseRulesTest {
    private static final String API = "cleanup-api";
    private static final String CORE = "cleanup-core";
    private static final String LOCAL = "cleanup-local";
    private static final String OPS = "cleanup-ops";
    private static final String JDBC = "cleanup-jdbc";
    private static final String JSONSTORE = "cleanup-jsonstore";
    private static final String TESTKIT = "cleanup-testkit";
    private static final String NOTIFY = "cleanup-notify";
    private static final String MICROMETER = "cleanup-micrometer";

    /** A module's jar, or its directory of main classes where nothing was packaged; never its test classes. */
    private static final Pattern PUBLISHED = Pattern.compile(
            "/(cleanup-(?:api|core|local|ops|jdbc|jsonstore|testkit|notify|micrometer))(?:-[^/]+\\.jar!/|/target/(?:quick/)?classes/)");

    /** The JDK, the library itself, and the dependencies of its modules; the last two are the test kit's. */
    private static final String[] KNOWN = {
        "java..",
        "javax.crypto..",
        "javax.sql..",
        "dev.cleanup..",
        "org.jspecify..",
        "org.slf4j..",
        "org.jdbi..",
        "com.fasterxml.jackson.core..",
        "org.junit..",
        "org.assertj..",
    };

    private static JavaClasses published;

    @BeforeAll
    static void readPublishedClasses() {
        published = new ClassFileImporter()
                .withImportOption(
                        location -> PUBLISHED.matcher(location.toString()).find())
                .importPackages("dev.cleanup");
    }

    @Test
    void every_published_module_is_looked_at() {
        assertThat(published.stream().map(HouseRulesTest::moduleOf))
                .as("a rule about classes that were not read would always hold")
                .contains(API, CORE, LOCAL, OPS, JDBC, JSONSTORE, TESTKIT, NOTIFY, MICROMETER)
                .doesNotContain("");
    }

    @Test
    void the_api_depends_on_no_other_module() {
        check(noClasses()
                .that(areIn(API))
                .should()
                .dependOnClassesThat(areIn(CORE, LOCAL, OPS, JDBC, JSONSTORE, TESTKIT, NOTIFY, MICROMETER))
                .because("the words come first: whoever speaks them must not need what is built on them"));
    }

    @Test
    void adapters_and_test_kit_do_not_know_the_core() {
        check(noClasses()
                .that(areIn(LOCAL, JDBC, JSONSTORE, TESTKIT))
                .should()
                .dependOnClassesThat(areIn(CORE, OPS))
                .because("an adapter works for the interfaces, and the core's own tests use the test kit"));
    }

    @Test
    void adapters_do_not_log() {
        check(noClasses()
                .that(areIn(LOCAL, JDBC, JSONSTORE))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.slf4j..")
                .because("an adapter reports to its caller, who knows what is worth a line in the log"));
    }

    @Test
    void published_modules_know_these_libraries_and_no_other() {
        check(classes()
                .that(areIn(API, CORE, LOCAL, OPS, JDBC, JSONSTORE, TESTKIT))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(KNOWN)
                .because("whoever embeds the library gets what it needs, and nothing of what its examples show"));
    }

    @Test
    void no_class_has_a_filler_name() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Manager|Utils?|Helper)")
                .because("such a name says nothing about what belongs in the class, so everything ends up there"));
    }

    @Test
    void nothing_is_looked_up_by_service_loader() {
        check(noClasses()
                .should()
                .dependOnClassesThat(assignableTo(ServiceLoader.class))
                .because("the host composes what can delete its files; nothing joins in by being on the class path"));
    }

    @ParameterizedTest
    @ValueSource(strings = {API, CORE, LOCAL, OPS, TESTKIT, NOTIFY, MICROMETER})
    void the_packages_of_a_module_have_no_cycles(String module) {
        slices().matching("dev.cleanup.(**)")
                .should()
                .beFreeOfCycles()
                .because("a package that is read before another must not need it")
                .check(published.that(areIn(module)));
    }

    @Test
    void no_module_uses_an_internal_package_of_another() {
        for (String module : List.of(API, CORE, LOCAL, OPS, JDBC, JSONSTORE, TESTKIT, NOTIFY, MICROMETER)) {
            check(noClasses()
                    .that(not(areIn(module)))
                    .should()
                    .dependOnClassesThat(areIn(module).and(resideInAPackage("..internal..")))
                    .because("what is internal changes without notice"));
        }
    }

    @Test
    void no_package_is_in_two_modules() {
        var modulesByPackage = published.stream()
                .collect(groupingBy(JavaClass::getPackageName, mapping(HouseRulesTest::moduleOf, toSet())));

        assertThat(modulesByPackage)
                .as("because the module system refuses to start with a package in two modules")
                .allSatisfy((name, modules) -> assertThat(modules).as(name).hasSize(1));
    }

    @Test
    void nothing_uses_java_io_file() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat(assignableTo(File.class))
                        .orShould()
                        .callMethod(Path.class, "toFile")
                        .because(
                                "File hides why an operation failed and knows only the default file system; Path does neither"));
    }

    @Test
    void nothing_changes_system_properties() {
        check(noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(System.class)))
                        .and(target(named("setProperty", "setProperties", "clearProperty"))))
                .because("a library is a guest: system properties belong to the whole process"));
    }

    @Test
    void nothing_starts_threads_but_what_a_host_starts_itself() {
        check(noClasses()
                .that(areNot(
                        "dev.cleanup.schedule.SchedulerThread",
                        "dev.cleanup.notify.Webhook",
                        "dev.cleanup.testkit.contract.TwoThreads"))
                .should()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
                .orShould()
                .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
                .orShould()
                .callMethodWhere(target(owner(assignableTo(BaseStream.class))).and(target(named("parallel"))))
                .orShould()
                .callMethodWhere(target(named("parallelStream")))
                .orShould()
                .dependOnClassesThat(assignableTo(Executors.class)
                        .or(assignableTo(ForkJoinPool.class))
                        .or(assignableTo(Timer.class)))
                .because("a library is a guest: threads come from the host, which knows how many it can bear"));
    }

    private static void check(ArchRule rule) {
        // A module may be empty, and a rule about it then holds.
        rule.allowEmptyShould(true).check(published);
    }

    private static DescribedPredicate<JavaClass> areIn(String... modules) {
        return describe(
                "are in " + String.join(", ", modules), type -> Set.of(modules).contains(moduleOf(type)));
    }

    private static DescribedPredicate<JavaClass> areNot(String... names) {
        return describe(
                "are not " + String.join(", ", names), type -> !Set.of(names).contains(type.getName()));
    }

    private static DescribedPredicate<HasName> named(String... names) {
        return describe(
                "named " + String.join(", ", names), method -> Set.of(names).contains(method.getName()));
    }

    private static String moduleOf(JavaClass type) {
        String location =
                type.getSource().map(Source::getUri).map(URI::toString).orElse("");
        Matcher matcher = PUBLISHED.matcher(location);
        return matcher.find() ? matcher.group(1) : "";
    }
}
