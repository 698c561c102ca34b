package io.godwit.worker.suspect;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What stands beside the committed offset of a work partition, as its metadata. It is committed in
 * the transaction that settles, so an offset and its mark are always of one moment.
 */
public sealed interface OffsetMark {

  /** How much a broker takes by default; marks stay far below. */
  int MOST_CHARACTERS = 4096;

  /** Whoever had the partition last left it in order, and suspected nothing. */
  enum Clear implements OffsetMark {
    CLEAR
  }

  /**
   * A process is at work from the offset on, and suspects nothing.
   *
   * @param owner the process, as {@link PartitionOwner} names it
   */
  record AtWork(String owner) implements OffsetMark {}

  /**
   * The records from the offset on have cost deaths.
   *
   * @param owner the process that is at work on them; empty where it has left in order
   * @param deaths how many, without that of the owner
   * @param to the offset behind them; empty where it is not known how far they reach
   */
  record Suspected(Optional<String> owner, int deaths, OptionalLong to) implements OffsetMark {}

  /** The metadata that says so. */
  default String text() {
    return switch (this) {
      case Clear ignored -> "";
      case AtWork(String owner) -> "at-work " + owner;
      case Suspected(var owner, int deaths, OptionalLong to) ->
          "suspect "
              + owner.orElse("-")
              + " "
              + deaths
              + " "
              + (to.isPresent() ? Long.toString(to.getAsLong()) : "-");
    };
  }

  /**
   * Reads metadata. Anybody may commit an offset of the group by hand, so what is no mark is none:
   * nothing is suspected then.
   */
  static OffsetMark parse(String metadata) {
    String[] words = metadata.length() > MOST_CHARACTERS ? new String[0] : metadata.split(" ", -1);
    if (words.length == 2 && words[0].equals("at-work") && !words[1].isEmpty()) {
      return new AtWork(words[1]);
    }
    if (words.length == 4 && words[0].equals("suspect")) {
      try {
        return new Suspected(
            words[1].equals("-") ? Optional.empty() : Optional.of(words[1]),
            Math.clamp(Integer.parseInt(words[2]), 0, 1_000_000),
            words[3].equals("-")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(words[3])));
      } catch (NumberFormatException e) {
        return Clear.CLEAR;
      }
    }
    return Clear.CLEAR;
  }
}
