package dev.cleanup.examples.buzzdrop;

import com.zaxxer.hikari.HikariDataSource;
import dev.cleanup.examples.web.HostMain;
import dev.cleanup.history.RunHistory;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.settings.SettingsSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;

/** One cleanup of Buzzdrop and out, for cron: the report on standard output, and an exit code that says whether all went well. */
public final class CronJob {

    private CronJob() {}

    /** Runs once, with the settings of the environment. */
    public static void main(String[] arguments) throws IOException, SQLException {
        BuzzdropSettings settings = HostMain.settings(() -> BuzzdropSettings.from(SettingsSource.environment()));
        CleanupReport report = run(settings, settings.server().clock());
        System.out.print(report.toText());
        System.exit(report.exitCode().code());
    }

    static CleanupReport run(BuzzdropSettings settings, InstantSource clock) throws IOException, SQLException {
        try (HikariDataSource database = Buzzdrop.database(settings)) {
            RunHistory history = BuzzdropCleanup.history(database);
            return BuzzdropCleanup.over(Buzzdrop.store(settings).storage(), database, history, settings)
                    .clock(clock)
                    .build()
                    .requestedBy("cron")
                    .run();
        }
    }
}
