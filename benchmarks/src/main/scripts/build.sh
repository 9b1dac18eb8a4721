# Compiles what is measured, and sets the class path. Sourced from the repository's root.
mvn --batch-mode -q -Pquick -pl benchmarks -am test-compile dependency:build-classpath \
    -Dmdep.outputFile="$PWD/benchmarks/target/classpath" -Dmdep.includeScope=test >/dev/null
classpath="$PWD/benchmarks/target/quick/classes:$PWD/benchmarks/target/quick/test-classes"
classpath+=":$(cat benchmarks/target/classpath)"
