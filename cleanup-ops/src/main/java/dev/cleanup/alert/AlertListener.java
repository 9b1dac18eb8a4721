package dev.cleanup.alert;

/** Hears of alerts. Called on the run's own thread, so whoever does slow work hands it to another. */
@FunctionalInterface
public interface AlertListener {

    /**
     * A run ended in a way that somebody must hear of. What this throws is logged and changes nothing.
     *
     * @param alert why, and the run's report
     */
    void onAlert(Alert alert);
}
