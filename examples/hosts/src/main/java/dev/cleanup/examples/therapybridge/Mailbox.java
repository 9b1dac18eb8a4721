package dev.cleanup.examples.therapybridge;

import dev.cleanup.alert.Alert;
import dev.cleanup.alert.AlertListener;
import dev.cleanup.report.CleanupReport;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails alerts, on a thread of its own: a mail server that hangs costs a run nothing. Thread-safe. */
final class Mailbox implements AlertListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final String PATIENCE_MILLIS = "10000";
    private static final int MOST_WAITING = 100;

    private final NoticeSettings.Mail mail;
    private final Duration closesWithin;
    private final Session session;
    private final ExecutorService thread;

    Mailbox(NoticeSettings.Mail mail, Duration closesWithin) {
        this.mail = mail;
        this.closesWithin = closesWithin;
        this.session = Session.getInstance(properties(mail));
        this.thread = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), Mailbox::daemon);
    }

    private static Properties properties(NoticeSettings.Mail mail) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", mail.host());
        properties.setProperty("mail.smtp.port", Integer.toString(mail.port()));
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
        return properties;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "therapybridge-mail");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes an alert to be sent; one too many is turned away, which the library logs. */
    @Override
    public void onAlert(Alert alert) {
        thread.execute(() -> send(alert));
    }

    private void send(Alert alert) {
        try {
            Transport.send(message(alert));
        } catch (MessagingException | RuntimeException lost) {
            LOG.warn("The mail about run {} was not sent", alert.report().id(), lost);
        }
    }

    /** The subject has numbers only, and no name in the text can end its line. */
    private Message message(Alert alert) throws MessagingException {
        CleanupReport report = alert.report();
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(mail.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to()));
        message.setSentDate(Date.from(report.startedAt()));
        message.setSubject(
                "Cleanup " + (report.isSuccess() ? "completed" : "needs attention") + ": "
                        + report.files().removed() + " files deleted",
                StandardCharsets.UTF_8.name());
        message.setText(alert.toText() + "\n\n" + report.toText(), StandardCharsets.UTF_8.name());
        return message;
    }

    /** Takes no more alerts, and sends what waits, for as long as was allowed. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(closesWithin.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} mails were not sent", thread.shutdownNow().size() + 1);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
