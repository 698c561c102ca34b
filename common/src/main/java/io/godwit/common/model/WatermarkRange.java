package io.godwit.common.model;

import java.util.Optional;

/**
 * Which rows of a unit a run reads by a watermark: those whose column lies above one value, up to
 * another. It is settled when the run is planned, so that whoever goes on with the run reads the
 * same.
 *
 * @param unit as {@link Origin#unit()} spells it
 * @param column the watermark
 * @param scope changes where rows that were read before would have to be read again: another
 *     condition, another table of the name, other steps
 * @param above up to where the last run has read, as the source spells it; empty where all is read
 * @param upTo the highest value when the run was planned; empty where there was none yet
 * @param remark what is read besides, a part of a sentence; empty where that is all
 */
public record WatermarkRange(
    String unit,
    String column,
    String scope,
    Optional<String> above,
    Optional<String> upTo,
    String remark) {

  /**
   * Up to where a run has read a unit.
   *
   * @param scope of the range that it has read
   * @param value as the source spells it
   */
  public record Reached(String unit, String column, String scope, String value) {}

  /** What holds for the next run, where this one has read all of its range. */
  public Optional<Reached> reached() {
    return upTo.or(() -> above).map(value -> new Reached(unit, column, scope, value));
  }

  /** What holds for the next run, where this one has not. */
  public Optional<Reached> kept() {
    return above.map(value -> new Reached(unit, column, scope, value));
  }

  /** A sentence about it, for people. */
  public String text() {
    String rows =
        above.isEmpty()
            ? "all rows" + upTo.map(to -> " up to " + column + " " + to).orElse("")
            : "rows with "
                + column
                + " above "
                + above.get()
                + upTo.filter(to -> !above.get().equals(to)).map(to -> " up to " + to).orElse("");
    return unit + ": " + rows + (remark.isEmpty() ? "" : ", " + remark);
  }
}
