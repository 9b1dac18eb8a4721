package dev.cleanup.examples.therapybridge;

import dev.cleanup.notify.PayloadFormat;
import dev.cleanup.policy.Policies;
import dev.cleanup.settings.Setting;
import dev.cleanup.settings.SettingsReader;
import dev.cleanup.storage.ByteSize;
import java.net.URI;
import java.util.Optional;

/**
 * Who hears of each run, and what is alarming.
 *
 * @param webhook an address that is called
 * @param form what that understands
 * @param webhookSecret signs what it gets
 * @param mail whoever gets a mail
 * @param failuresInARow so many runs that failed one after the other are alarming
 * @param orphansAbove more files that no session names are alarming
 * @param storageAbove recordings that hold more are alarming
 */
record NoticeSettings(
        Optional<URI> webhook,
        PayloadFormat form,
        Optional<String> webhookSecret,
        Optional<Mail> mail,
        int failuresInARow,
        long orphansAbove,
        ByteSize storageAbove) {

    /**
     * A mailbox and the server that takes mails for it.
     *
     * @param host the server
     * @param port its port
     * @param from the sender
     * @param to the mailbox
     */
    record Mail(String host, int port, String from, String to) {}

    static NoticeSettings from(SettingsReader from) {
        return new NoticeSettings(
                // Whoever knows the address of a webhook can write to it.
                from.secret("WEBHOOK_URL")
                        .where(NoticeSettings::isWebAddress, "an address of http or https")
                        .optional()
                        .map(URI::create),
                from.enumValue("WEBHOOK_FORM", PayloadFormat.class).or(PayloadFormat.PLAIN),
                from.secret("WEBHOOK_SECRET")
                        .where(secret -> secret.length() >= 16, "at least 16 characters")
                        .optional(),
                mail(from),
                from.number("ALERT_FAILURES_IN_A_ROW")
                        .where(number -> number > 0 && number <= 1000, "a number from 1 to 1000")
                        .or(3L)
                        .intValue(),
                from.number("ALERT_ORPHANS_ABOVE")
                        .where(number -> number >= 0, "a number, 0 or more")
                        .or(1000L),
                from.size("ALERT_STORAGE_ABOVE_MB").or(Policies.megabytes(100 * 1024)));
    }

    private static boolean isWebAddress(String text) {
        URI address = URI.create(text);
        return address.getHost() != null && String.valueOf(address.getScheme()).matches("https?");
    }

    /** Once there is a server, there is a mailbox, too: mails that go nowhere would be taken for good news. */
    private static Optional<Mail> mail(SettingsReader from) {
        return from.text("SMTP_HOST")
                .optional()
                .map(host -> new Mail(
                        host,
                        port(from),
                        address(from, "MAIL_FROM").or("cleanup@localhost"),
                        address(from, "MAIL_TO").required()));
    }

    private static int port(SettingsReader from) {
        return from.number("SMTP_PORT")
                .where(number -> number > 0 && number < 65536, "a number from 1 to 65535")
                .or(25L)
                .intValue();
    }

    private static Setting<String> address(SettingsReader from, String name) {
        return from.text(name).where(text -> text.matches("[^@\\s]+@[^@\\s]+"), "a mail address");
    }
}
