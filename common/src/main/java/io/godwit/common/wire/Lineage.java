package io.godwit.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * What a record has behind it.
 *
 * @param root the run that first took it from the source, and whose replays came after
 * @param attempt which attempt at it this is, from 1
 */
public record Lineage(String root, int attempt) {
  /** The attempt of a run that is no replay. */
  public static final int FIRST_ATTEMPT = 1;

  /** The header that names the run which took the record from the source. */
  public static final String ROOT = "root";

  /** The header with the number of the attempt. */
  public static final String ATTEMPT = "attempt";

  /** Refuses numbers that no attempt has. */
  public Lineage {
    if (attempt < FIRST_ATTEMPT) {
      throw new IllegalArgumentException("attempts count from 1, and not " + attempt);
    }
  }

  /** A record that its run has read at the source. */
  public static Lineage ofRoot(String run) {
    return new Lineage(run, FIRST_ATTEMPT);
  }

  /** The next attempt at the same record. */
  public Lineage next() {
    return new Lineage(root, attempt + 1);
  }

  /** Adds it to the headers of a message, in plain text. */
  public void into(Headers headers) {
    headers.add(new RecordHeader(ROOT, root.getBytes(StandardCharsets.UTF_8)));
    headers.add(
        new RecordHeader(ATTEMPT, Integer.toString(attempt).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * What a message says of it; anybody may write to a topic, so what cannot be is passed over.
   *
   * @param run that the message is of, which is its root where it says nothing
   */
  public static Lineage of(Headers headers, String run) {
    String root = WorkMessages.text(headers, ROOT);
    String attempt = WorkMessages.text(headers, ATTEMPT);
    return new Lineage(
        root.isEmpty() ? run : root,
        attempt.matches("[1-9]\\d{0,8}") ? Integer.parseInt(attempt) : FIRST_ATTEMPT);
  }

  /** The same of a pack, whose records mostly have nothing behind them. */
  public static Optional<Lineage> ofPack(Headers headers, String run) {
    return headers.lastHeader(ROOT) == null ? Optional.empty() : Optional.of(of(headers, run));
  }
}
