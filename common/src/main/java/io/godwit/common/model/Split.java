package io.godwit.common.model;

/**
 * A part of the source that one reader reads, and that can be resumed at a position.
 *
 * @param number its place among the splits of the run, from 0, in the order of the source
 * @param unit the file, table or container it belongs to, as {@link Origin#unit()} spells it
 * @param range what it covers, in a form that only its source reads; plain text, since it stands in
 *     a topic
 * @param records how many records it holds, counted at the source by other code than the one that
 *     reads them
 * @param estimated whether {@code records} is only about right: a source that changes is counted
 *     when it is read, in the state in which it is read
 */
public record Split(int number, String unit, String range, long records, boolean estimated) {

  /** One that was counted while planning. */
  public Split(int number, String unit, String range, long records) {
    this(number, unit, range, records, false);
  }

  /** The same at another place among the splits of its run. */
  public Split numbered(int place) {
    return new Split(place, unit, range, records, estimated);
  }

  /** The same, counted by now. */
  public Split counted(long now) {
    return new Split(number, unit, range, now, false);
  }
}
