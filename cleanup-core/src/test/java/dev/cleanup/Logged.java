package dev.cleanup;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** What the library logs, while it is open. */
final class Logged implements AutoCloseable {

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };
    private final Logger logger;

    private Logged(String logger) {
        this.logger = (Logger) LoggerFactory.getLogger(logger);
    }

    static Logged by(String name, Level level) {
        Logged logged = new Logged(name);
        logged.appender.start();
        logged.logger.setLevel(level);
        logged.logger.setAdditive(false);
        logged.logger.addAppender(logged.appender);
        return logged;
    }

    List<ILoggingEvent> events() {
        return List.copyOf(appender.list);
    }

    static Map<String, Object> pairs(ILoggingEvent event) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        event.getKeyValuePairs().forEach(pair -> pairs.put(pair.key, pair.value));
        return pairs;
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
    }
}
