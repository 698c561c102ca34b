package io.godwit.producer.feed;

/**
 * How much is published.
 *
 * @param records for the workers
 * @param bytes of their messages
 * @param failures dead letters, for what could not be read
 */
public record PublishedVolume(long records, long bytes, long failures) {

  /** Before the first message. */
  public static final PublishedVolume NOTHING = new PublishedVolume(0, 0, 0);

  /** Both together. */
  public PublishedVolume plus(PublishedVolume more) {
    return new PublishedVolume(
        records + more.records, bytes + more.bytes, failures + more.failures);
  }

  /** Records that are accounted for, for whomever they are. */
  public long all() {
    return records + failures;
  }
}
