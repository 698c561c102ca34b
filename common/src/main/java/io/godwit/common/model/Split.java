package io.godwit.common.model;

/**
 * A part of the source that one reader reads, and that can be resumed at a position.
 *
 * @param number its place among the splits of the run, from 0, in the order of the source
 * @param unit the file, table or container it belongs to, as {@link Origin#unit()} spells it
 * @param range what it covers, in a form that only its source reads; plain text, since it stands in
 *     a topic
 * @param records how many records it holds, counted at the source while planning, by other code
 *     than the one that reads them
 */
public record Split(int number, String unit, String range, long records) {}
