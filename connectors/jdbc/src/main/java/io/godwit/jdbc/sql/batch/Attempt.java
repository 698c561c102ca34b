package io.godwit.jdbc.sql.batch;

import io.godwit.common.model.Answer;
import java.util.OptionalInt;

/** What became of a piece at the target. */
public sealed interface Attempt {

  /** Every record of it is written, or already known to be unfit. */
  enum Done implements Attempt {
    DONE
  }

  /**
   * None of it is written, because the target refuses at least one of its records.
   *
   * @param answer what the target said: a failure, or a doubt where the reason is an unknown one
   * @param suspect the place in the piece of the record that the target seems to mean; only a guess
   */
  record Refusal(Answer answer, OptionalInt suspect) implements Attempt {}

  /**
   * None of it is written, because two of its records have what the target holds for one key. Never
   * the answer to a piece of one record.
   */
  enum Clash implements Attempt {
    CLASH
  }
}
