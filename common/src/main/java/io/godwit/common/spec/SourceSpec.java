package io.godwit.common.spec;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What to read. A connector brings a record of its own for each kind of source; its first
 * component, or its {@link Nested} name, is the key that tells it apart in a job file.
 */
@Doc("What to read.")
public interface SourceSpec {

  /**
   * The fields whose values identify a record; empty where each unit has a key of its own, which
   * its schema names.
   */
  List<String> key();

  /** What holds when one key occurs several times in the source. */
  Duplicates duplicates();

  /** Which fields of its records are texts that may stand for anything. */
  BareTexts bareTexts();

  /** The fields that its records have; empty where the description alone does not say so. */
  default Optional<List<String>> fields() {
    return Optional.empty();
  }

  /** Whether a run leaves out what earlier ones have read. */
  default boolean isIncremental() {
    return false;
  }

  /** Whether a run of an incremental source may read once more what an earlier one has read. */
  default boolean readsAgain() {
    return false;
  }

  /** What holds when one key occurs several times in the source. */
  enum Duplicates {
    /** Each is written; which one the target holds at the end is not promised. */
    @Doc("Each is written; which one the target holds at the end is not promised.")
    ANY,
    /**
     * The one that stands last in the source is what the target holds at the end. The source is
     * then read by one reader, in its order.
     */
    @Doc("The one that stands last is what the target holds at the end; one reader reads all.")
    LAST_WINS,
    /**
     * The one that stands first in the source is what the target gets, and the others are
     * unchanged. The source is then read by one reader, in its order, and the sink inserts what is
     * absent.
     */
    @Doc(
        "The one that stands first is written, and the others are unchanged; one reader reads all,"
            + " and the sink says write: insert-if-absent.")
    FIRST_WINS;

    /** Whether the order of the source decides, so that one reader reads all of it. */
    public boolean isInOrder() {
      return this != ANY;
    }

    /** The word of the job file. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
