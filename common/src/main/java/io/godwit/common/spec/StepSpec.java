package io.godwit.common.spec;

import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Nested;
import java.util.List;
import java.util.Optional;

/**
 * What to do with each record. A connector brings a record of its own for each kind of step; its
 * first component, or its {@link Nested} name, is the key that tells it apart in a job file.
 */
@Doc(
    "What to do with each record; a step has one key, and a field that a record lacks is passed"
        + " over.")
public interface StepSpec {

  /**
   * What it does to the fields of records, in this order; empty where it leaves them alone. What
   * follows from it: the misspelt name that is found before a run, the sink's key that does not
   * arrive or cannot be known before, and which texts are bare.
   */
  List<FieldEffect> effects();

  /**
   * Whether one record may take seconds, as hashing or uploading a file does. Such a record travels
   * in a pack of its own: little is repeated after a crash, and the lag counts records.
   */
  default boolean isSlow() {
    return false;
  }

  /**
   * Fields before it whose values nobody is to see, as those of which it makes hashes. A dead
   * letter holds none of them, nor what they were made of; no message of a failure quotes them.
   */
  default List<String> hiddenFields() {
    return List.of();
  }

  /**
   * Where it puts objects that belong to their records; empty where it puts none. What a refused
   * record has left there is taken away when the run is over.
   */
  default Optional<ObjectPlace> objects() {
    return Optional.empty();
  }
}
