package dev.cleanup.examples.therapybridge;

import static dev.cleanup.alert.AlertCondition.always;
import static dev.cleanup.alert.AlertCondition.failuresInARow;
import static dev.cleanup.alert.AlertCondition.orphansAbove;
import static dev.cleanup.alert.AlertCondition.refusal;
import static dev.cleanup.alert.AlertCondition.storageAbove;

import dev.cleanup.alert.Alert;
import dev.cleanup.alert.AlertDispatcher;
import dev.cleanup.notify.Webhook;
import dev.cleanup.notify.WebhookBuilder;
import dev.cleanup.report.CleanupListener;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells a webhook and a mailbox of each run, once, with whatever is alarming about it. Thread-safe. */
final class Notices implements AutoCloseable {

    private final NoticeSettings settings;
    private final Optional<Webhook> webhook;
    private final Optional<Mailbox> mailbox;

    /**
     * Notices to whoever is set.
     *
     * @param settings who hears of what
     * @param closesWithin how long the end waits for what is still to be sent
     */
    Notices(NoticeSettings settings, Duration closesWithin) {
        this.settings = settings;
        this.webhook = settings.webhook().map(address -> webhook(address, settings, closesWithin));
        this.mailbox = settings.mail().map(mail -> new Mailbox(mail, closesWithin));
    }

    private static Webhook webhook(URI address, NoticeSettings settings, Duration closesWithin) {
        WebhookBuilder webhook = Webhook.to(address).form(settings.form()).closesWithin(closesWithin);
        settings.webhookSecret().ifPresent(webhook::signedWith);
        return webhook.build();
    }

    /**
     * What a cleanup is composed with.
     *
     * @param used measures what the recordings hold
     */
    CleanupListener listener(LongSupplier used) {
        return AlertDispatcher.to(
                this::tell,
                always(),
                failuresInARow(settings.failuresInARow()),
                refusal(),
                orphansAbove(settings.orphansAbove()),
                storageAbove(settings.storageAbove(), used));
    }

    private void tell(Alert alert) {
        webhook.ifPresent(receiver -> receiver.onAlert(alert));
        mailbox.ifPresent(receiver -> receiver.onAlert(alert));
    }

    @Override
    public void close() {
        webhook.ifPresent(Webhook::close);
        mailbox.ifPresent(Mailbox::close);
    }
}
