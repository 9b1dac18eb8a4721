package dev.cleanup.notify;

/** What a receiver of alerts understands. */
public enum PayloadFormat {
    /** JSON with the causes and the run's numbers, for programs; see {@code docs/operating.md}. */
    PLAIN,
    /** A message of Slack's incoming webhooks, and of whatever takes the same. */
    SLACK,
    /** A message of Discord's webhooks; nobody is mentioned, whatever a file is named. */
    DISCORD
}
