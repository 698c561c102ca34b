package io.godwit.common.spi.drafting;

/**
 * The sink of a job file that is being begun.
 *
 * @param kind the key that tells the kind of sink apart, such as {@code table}
 * @param connection where it writes
 * @param creates whether it can make what is missing like the units of a source that declares them
 */
public record SinkDraft(String kind, ConnectionDraft connection, boolean creates) {}
