package io.godwit.common.wire.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A command that a job belongs to, as it says of itself.
 *
 * @param token of this command alone, whatever else is started or restarted anywhere
 * @param command what was typed, without its arguments: {@code run}, {@code producer}
 * @param host the machine's name, as people know it
 * @param process its number there
 * @param since when it took the job, in milliseconds since 1970
 * @param place the machine and the process on it, in a form that no other process will ever have;
 *     empty where the system does not tell
 */
public record Holder(
    String token, String command, String host, long process, long since, Optional<String> place) {

  /** Who it is, for people. */
  public String text() {
    return "godwit "
        + command
        + " on "
        + host
        + ", process "
        + process
        + ", since "
        + Instant.ofEpochMilli(since).truncatedTo(ChronoUnit.SECONDS);
  }
}
