package dev.cleanup.examples.faceswap;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.Stopwatch;
import net.ttddyy.dsproxy.support.ProxyDataSource;

/** How many queries a database was asked since the process began, and how long they took. Safe for use by several threads. */
final class QueryTimes implements QueryExecutionListener {

    private static final double NANOS_A_MILLI = 1e6;

    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /** The database, with its queries counted. */
    DataSource counting(DataSource database) {
        ProxyDataSource counting = new ProxyDataSource(database);
        counting.setProxyConfig(ProxyConfig.Builder.create()
                .queryListener(this)
                .stopwatchFactory(Nanos::new)
                .build());
        return counting;
    }

    long count() {
        return count.sum();
    }

    double millis() {
        return nanos.sum() / NANOS_A_MILLI;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        // only what is done counts
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        count.increment();
        nanos.add(execution.getElapsedTime());
    }

    /** Measures more exactly than in milliseconds, of which most queries take none. */
    private static final class Nanos implements Stopwatch {

        private long start;

        @Override
        public Stopwatch start() {
            start = System.nanoTime();
            return this;
        }

        @Override
        public long getElapsedTime() {
            return System.nanoTime() - start;
        }
    }
}
