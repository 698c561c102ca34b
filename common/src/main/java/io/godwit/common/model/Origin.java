package io.godwit.common.model;

/**
 * Where a person finds the record in the source.
 *
 * @param unit the file, table or container, as short as it is unmistakable within the job
 * @param line the line on which the record starts, from 1; 0 where the source has no lines
 */
public record Origin(String unit, long line) {

  /** What reports show: {@code file:line}, or the unit alone. */
  public String text() {
    return line == 0 ? unit : unit + ":" + line;
  }

  @Override
  public String toString() {
    return text();
  }
}
