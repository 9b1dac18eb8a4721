package dev.cleanup.local;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A process that gets in the way of a cleaner, as fast as it can. It uses nothing of the library. */
public final class Attacker implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;

    private Attacker(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts a process that exchanges two entries in one system call, over and over, each time after a moment of another
     * length. Perl makes the call, as Java cannot.
     *
     * @return the process; null where there is no perl, or no such call
     */
    static Attacker exchanging(Path one, Path other) throws IOException {
        return exchangingAs(List.of(), one, other);
    }

    /**
     * Starts the same process as another user.
     *
     * @param user the command that runs a program as that user
     * @return the process; null where there is no perl, or no such call
     */
    public static Attacker exchangingAs(List<String> user, Path one, Path other) throws IOException {
        String number = System.getProperty("os.arch").equals("aarch64") ? "276" : "316";
        String program = "$| = 1; my ($a, $b) = @ARGV; syscall(" + number + ", -100, $a, -100, $b, 2) == 0 or exit 1;"
                + " print qq(begun\\n); while (1) { syscall(" + number + ", -100, $a, -100, $b, 2);"
                + " for (my $spin = rand(rand(4000)); $spin > 0; $spin--) {} }";
        try {
            List<String> command = new ArrayList<>(user);
            command.addAll(List.of("perl", "-e", program, one.toString(), other.toString()));
            Process process = new ProcessBuilder(command).start();
            Attacker attacker = new Attacker(process);
            return "begun".equals(attacker.said.readLine()) ? attacker : null;
        } catch (IOException withoutPerl) {
            return null;
        }
    }

    /** Starts it, and returns when it has begun. */
    static Attacker start(String mode, Path... paths) throws IOException {
        URI classes = URI.create(Attacker.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        return startAs(List.of(), Path.of(classes), mode, paths);
    }

    /**
     * Starts it as another user, and returns when it has begun.
     *
     * @param user the command that runs a program as that user
     * @param classes where this class lies
     */
    public static Attacker startAs(List<String> user, Path classes, String mode, Path... paths) throws IOException {
        List<String> command = new ArrayList<>(user);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-cp", classes.toString(), Attacker.class.getName(), mode));
        for (Path path : paths) {
            command.add(path.toString());
        }
        Attacker attacker = new Attacker(
                new ProcessBuilder(command).redirectErrorStream(true).start());
        attacker.awaits("begun");
        return attacker;
    }

    /** Copies this class, which needs no other, to where another user may read it. */
    public static Path copyClassTo(Path classes) throws IOException {
        Path copy = classes.resolve(Attacker.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(copy.getParent());
        try (InputStream original = Attacker.class.getResourceAsStream("Attacker.class")) {
            Files.copy(original, copy);
        }
        return classes;
    }

    void tell(String what) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).write(what + "\n");
        process.outputWriter(StandardCharsets.UTF_8).flush();
    }

    /** Returns when it says something. */
    void awaits(String what) {
        try {
            String line = said.readLine();
            if (!what.equals(line)) {
                throw new AssertionError("attacker said " + line + " and not " + what);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends it; an attacker that has ended before has not attacked. */
    @Override
    public void close() {
        boolean attacked = process.isAlive();
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        if (!attacked) {
            throw new AssertionError("the attacker ended by itself");
        }
    }

    public static void main(String[] args) throws IOException {
        System.out.println("begun");
        switch (args[0]) {
            case "swap" -> swap(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
            case "alternate" -> alternate(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
            default -> publish(Path.of(args[1]), Path.of(args[2]));
        }
    }

    /** Puts one entry and another under a name, in turns. */
    private static void alternate(Path name, Path one, Path other) throws IOException {
        while (true) {
            Files.move(one, name, ATOMIC_MOVE);
            Files.move(name, one, ATOMIC_MOVE);
            Files.move(other, name, ATOMIC_MOVE);
            Files.move(name, other, ATOMIC_MOVE);
        }
    }

    /** Takes a folder away and puts a link to a victim in its place, and back. */
    private static void swap(Path folder, Path away, Path victim) throws IOException {
        Path link = away.resolveSibling("link");
        Files.createSymbolicLink(link, victim);
        for (int n = 0; true; n++) {
            Files.move(folder, away, ATOMIC_MOVE);
            put(link, folder, folder.resolveSibling("link-takes-" + n));
            Files.move(folder, link, ATOMIC_MOVE);
            put(away, folder, folder.resolveSibling("folder-takes-" + n));
        }
    }

    /** Puts an entry under a name. A folder that the cleaner made there in the meantime goes elsewhere. */
    private static void put(Path entry, Path name, Path elsewhere) throws IOException {
        for (int n = 0; !isPut(entry, name); n++) {
            isPut(name, elsewhere.resolveSibling(elsewhere.getFileName() + "-" + n));
        }
    }

    private static boolean isPut(Path entry, Path name) {
        try {
            Files.move(entry, name, ATOMIC_MOVE);
            return true;
        } catch (IOException inTheWay) {
            return false;
        }
    }

    /** Puts a new file in place of the one it is told, some moments later, and says so. */
    private static void publish(Path folder, Path upload) throws IOException {
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Random random = new Random(42);
        for (String name = told.readLine(); name != null; name = told.readLine()) {
            Files.writeString(upload, "published " + name);
            spin(random);
            Files.move(upload, folder.resolve(name), ATOMIC_MOVE);
            System.out.println("published " + name);
        }
    }

    /** Up to two thousandths of a second. */
    static void spin(Random random) {
        long until = System.nanoTime() + random.nextInt(2_000_000);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }
}
