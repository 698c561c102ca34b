package io.godwit.producer;

/**
 * How much is published.
 *
 * @param records for the workers
 * @param bytes of their messages
 * @param failures dead letters, for what could not be read
 */
record PublishedVolume(long records, long bytes, long failures) {

  static final PublishedVolume NOTHING = new PublishedVolume(0, 0, 0);

  PublishedVolume plus(PublishedVolume more) {
    return new PublishedVolume(
        records + more.records, bytes + more.bytes, failures + more.failures);
  }

  long all() {
    return records + failures;
  }
}
