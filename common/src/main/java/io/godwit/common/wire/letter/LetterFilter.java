package io.godwit.common.wire.letter;

import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which dead letters are meant. What is left empty does not matter.
 *
 * @param errorClass the class of the error, as reports spell it
 * @param code of the error, as reports spell it
 * @param column the field or column at fault
 * @param split of the root run, by its number
 * @param key the text of the record's key
 * @param since when the record failed at the earliest: a moment as {@code 2026-11-28T09:00:00Z}, or
 *     how long before the replay, as {@code 2h}. As it was typed, so that the same command, typed
 *     again, means the same
 * @param limit how many letters at most, the first in the order of the source; from 1
 */
public record LetterFilter(
    Optional<String> errorClass,
    Optional<String> code,
    Optional<String> column,
    Optional<Integer> split,
    Optional<String> key,
    Optional<String> since,
    Optional<Integer> limit) {
  /** All of them. */
  public static final LetterFilter ALL =
      new LetterFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The choice that a filter comes to at a moment. */
  @FunctionalInterface
  public interface Choice {
    /**
     * Whether a letter is meant, but for the limit.
     *
     * @param rootSplit the split of the root run that the record is of
     * @param failedAt in milliseconds since 1970
     */
    boolean takes(DeadLetter letter, int rootSplit, long failedAt);
  }

  /**
   * What is meant where this is asked for at a moment.
   *
   * @param now in milliseconds since 1970
   * @throws java.time.DateTimeException where {@link #since} is neither a moment nor a span
   */
  public Choice asOf(long now) {
    long from = since.map(text -> moment(text, now)).orElse(Long.MIN_VALUE);
    return (letter, rootSplit, failedAt) -> failedAt >= from && takes(letter, rootSplit);
  }

  private static long moment(String text, long now) {
    if (!text.matches("\\d{1,6}[smhd]")) {
      return Instant.parse(text).toEpochMilli();
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    Duration ago =
        switch (text.charAt(text.length() - 1)) {
          case 's' -> Duration.ofSeconds(number);
          case 'm' -> Duration.ofMinutes(number);
          case 'h' -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    return now - ago.toMillis();
  }

  private boolean takes(DeadLetter letter, int rootSplit) {
    return isOr(errorClass, letter.failure().code().errorClass().id())
        && isOr(code, letter.failure().code().id())
        && (column.isEmpty() || column.equals(letter.failure().column()))
        && (split.isEmpty() || split.get() == rootSplit)
        && (key.isEmpty() || key.equals(letter.key()));
  }

  private static boolean isOr(Optional<String> wanted, String is) {
    return wanted.isEmpty() || wanted.get().equals(is);
  }
}
