package dev.cleanup.examples.therapybridge;

import com.zaxxer.hikari.HikariDataSource;
import dev.cleanup.examples.web.HostMain;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.settings.SettingsSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/** One cleanup of TherapyBridge and out, for cron: the report on standard output, and an exit code that says whether all went well. */
public final class CronJob {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CronJob() {}

    /** Runs once, with the settings of the environment. */
    public static void main(String[] arguments) throws IOException, SQLException {
        TherapyBridgeSettings settings = HostMain.settings(
                () -> TherapyBridgeSettings.from(SettingsSource.environment()).value());
        CleanupReport report = run(settings, settings.server().clock());
        System.out.print(report.toText());
        System.exit(report.exitCode().code());
    }

    static CleanupReport run(TherapyBridgeSettings settings, InstantSource clock) throws IOException, SQLException {
        try (HikariDataSource database = TherapyBridge.database(settings);
                Notices notices = new Notices(settings.notices(), PATIENCE)) {
            new Sessions(database, settings.uploadPath(), clock).createTable();
            var cleanup = new TherapyBridgeCleanup(TherapyBridge.storage(settings), database, settings)
                    .createTables()
                    .everything()
                    .clock(clock);
            return cleanup.listener(notices.listener(
                            () -> cleanup.build().storageUsage().bytes()))
                    .build()
                    .requestedBy("cron")
                    .run();
        }
    }
}
