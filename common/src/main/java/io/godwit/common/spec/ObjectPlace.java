package io.godwit.common.spec;

/**
 * Where a step puts objects that belong to their records.
 *
 * @param store the connection
 * @param prefix what their names begin with; empty where that is not known
 */
public record ObjectPlace(String store, String prefix) {}
