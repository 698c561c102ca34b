package io.godwit.files.bytes;

/**
 * A record that goes over suspiciously many lines.
 *
 * @param from the line on which it starts
 * @param to the line on which it ends
 * @param bytes how many it has
 * @param ended whether it ended by itself, and not with the file
 */
record Sprawl(long from, long to, long bytes, boolean ended) {

  /** A text of so many lines in one field is rare; a quote that nobody closed is not. */
  static final int MANY_LINES = 1000;

  /** What a person is told; the end of a sentence that begins with the file. */
  String text() {
    return "in lines %d to %d stands one record of %d bytes%s"
        .formatted(from, to, bytes, ended ? "" : ", which only the end of the file ends");
  }
}
