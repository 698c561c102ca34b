package io.godwit.aggregator.web;

import io.godwit.common.model.failure.ErrorCode;
import java.util.List;
import java.util.Map;

/** Finds failed records to show. Safe for any thread. */
public interface FailureSamples extends AutoCloseable {

  /** How many there are of one code at most. */
  int MOST_OF_A_CODE = 5;

  /** None, ever. */
  FailureSamples NONE =
      new FailureSamples() {
        @Override
        public Map<ErrorCode, List<Sample>> newest(String run, long failed) {
          return Map.of();
        }

        @Override
        public void close() {
          // It holds nothing.
        }
      };

  /**
   * A failed record, as much of it as is shown.
   *
   * @param key its key's text; empty where it has none
   * @param origin where it is in the source
   * @param column the column at fault; empty where the whole record is
   * @param message what is wrong with it
   */
  record Sample(String key, String origin, String column, String message) {}

  /**
   * The newest few of each code, newest first, as far as they are known; it never waits. To ask is
   * what makes it look for more.
   *
   * @param run whose
   * @param failed how many records of the run have failed by now
   */
  Map<ErrorCode, List<Sample>> newest(String run, long failed);

  @Override
  void close();
}
