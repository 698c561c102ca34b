package io.godwit.examples.faults;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows that are moved, made of their numbers alone: what is to become of each is known without
 * a run.
 */
final class Rows {

  static final int COUNT = 4_000;

  private static final int SPOILT = 97;
  private static final int DROPPED = 89;
  private static final int REFUSED = 101;

  /** What becomes of a row. */
  enum Fate {
    /** It stands at the target. */
    WRITTEN,
    /** A step leaves it out. */
    DROPPED,
    /** A step cannot read its amount. */
    SPOILT,
    /** Its amount is below zero, which a table with a check does not take. */
    REFUSED
  }

  /**
   * One of them.
   *
   * @param id from 1
   * @param amount a text, since not all of them are numbers
   */
  record Row(int id, String name, String amount) {

    static Row of(int id) {
      String amount = Integer.toString(id * 7);
      return switch (fate(id)) {
        case WRITTEN -> new Row(id, "name " + id + " Ünï 田 'x'", amount);
        case DROPPED -> new Row(id, "left out", amount);
        case SPOILT -> new Row(id, "name " + id, "none");
        case REFUSED -> new Row(id, "name " + id, "-" + amount);
      };
    }

    private static Fate fate(int id) {
      if (id % SPOILT == 0) {
        return Fate.SPOILT;
      }
      if (id % DROPPED == 0) {
        return Fate.DROPPED;
      }
      return id % REFUSED == 0 ? Fate.REFUSED : Fate.WRITTEN;
    }

    Fate fate() {
      return fate(id);
    }

    /** What else than its number stands at the target. */
    String content() {
      return name + "|" + amount;
    }
  }

  private Rows() {}

  static Stream<Row> all() {
    return IntStream.rangeClosed(1, COUNT).mapToObj(Row::of);
  }

  /** What a target is to hold, by the rows' numbers. */
  static Map<Integer, String> at(Sink sink) {
    Map<Integer, String> content = new TreeMap<>();
    all()
        .filter(row -> sink.takes(row.fate()))
        .forEach(row -> content.put(row.id(), row.content()));
    return content;
  }
}
