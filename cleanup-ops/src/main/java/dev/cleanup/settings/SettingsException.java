package dev.cleanup.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Says that settings cannot be used: all of them at once, each with name, value, layer and what is expected. */
public final class SettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings(
            "serial") // List.copyOf gives a serializable list of records that are not, which nobody serializes
    private final List<InvalidSetting> faults;

    SettingsException(List<InvalidSetting> faults) {
        super(faults.stream()
                .map(fault -> "\n  " + fault)
                .collect(Collectors.joining(
                        "",
                        (faults.size() == 1 ? "a setting" : faults.size() + " settings")
                                + " cannot be used, and guessing what was meant could remove what should stay:",
                        "")));
        this.faults = faults;
    }

    /**
     * What cannot be used.
     *
     * @return the faults, in the order in which they were found, at least one
     */
    public List<InvalidSetting> faults() {
        return faults;
    }
}
