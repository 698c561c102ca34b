package io.godwit.common.wire;

import java.util.List;
import java.util.SortedMap;

/**
 * What has been laid down about one run while it is on its way: by an operator, or by the role that
 * was first to see something. A ruling stands in the control topic before anything follows from it,
 * so every role, and every later life of a role, acts by the same ones.
 */
public sealed interface Ruling {

  /** Its place under its run; a later ruling of one place replaces the earlier one. */
  String place();

  /**
   * A record, or a whole message, that the operator has given up: it fails and is not written.
   *
   * @param partition of the work topic
   * @param offset of the message there
   * @param record which record of the message, from 0; {@link #ALL} for all of them
   * @param at when it was ruled, in milliseconds since 1970
   */
  record Skip(int partition, long offset, int record, long at) implements Ruling {

    /** Every record of the message. */
    public static final int ALL = -1;

    /** How the places of these begin. */
    public static final String KIND = "skip/";

    @Override
    public String place() {
      return KIND + partition + "/" + offset + "/" + record;
    }
  }

  /**
   * What the exactness of a target's writes rests on in this run: what the first role found, or
   * what the operator has accepted since.
   *
   * @param unit the table or collection
   * @param facts what was found, by name; only its connector reads them
   * @param at when, in milliseconds since 1970
   */
  record Baseline(String unit, SortedMap<String, String> facts, long at) implements Ruling {
    @Override
    public String place() {
      return "baseline/" + unit;
    }
  }

  /**
   * What is left to do at the target when the run is done, as the workers found it when they began;
   * the report says it. All workers lay down the same.
   *
   * @param sentences free of secrets, each with what to type
   */
  record Notices(List<String> sentences) implements Ruling {

    /** Their place. */
    public static final String KIND = "notices";

    @Override
    public String place() {
      return KIND;
    }
  }
}
