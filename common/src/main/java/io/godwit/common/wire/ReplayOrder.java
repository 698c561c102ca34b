package io.godwit.common.wire;

/**
 * What a replay is to do: part of the entry of its run, so that the same command goes on with it.
 *
 * @param root the run whose failed records are taken up again
 * @param filter which of its open dead letters
 * @param overwrite whether also those are written over whose row may hold something newer
 */
public record ReplayOrder(String root, LetterFilter filter, boolean overwrite) {}
