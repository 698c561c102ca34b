package io.godwit.producer.verify;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Match;
import io.godwit.common.model.failure.Trouble;
import io.godwit.producer.gone.OwnedRows;
import java.util.List;
import java.util.Optional;

/**
 * What the records of a run became at their target, and how that compares with what stands there.
 * Several threads may ask.
 */
public interface VerifyWork {

  /** Whether the job wants every record compared, and not a sample. */
  boolean full();

  /** Whether a record that met a row of its key left it as it was. */
  boolean keepsFirst();

  /**
   * The rows that the job calls its own; empty where it calls none so. For one thread at a time.
   */
  Optional<OwnedRows> owned();

  /** How many may ask at once, from 1. */
  int atOnce();

  /**
   * What records become by the steps as they are now, without anything that a step does elsewhere.
   *
   * @return one answer a record, in their order
   * @throws Trouble where a server that a step asks does not answer
   */
  List<Expected> expected(List<DataRecord> records) throws Trouble;

  /**
   * Compares rows with what stands there; values that nobody is to see are hidden in the answers.
   *
   * @return one answer a row, in their order
   * @throws Trouble where the target does not answer
   */
  List<Match> compare(List<ExpectedRow> rows) throws Trouble;
}
