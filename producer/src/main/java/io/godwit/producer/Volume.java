package io.godwit.producer;

/**
 * How much is published.
 *
 * @param records for the workers
 * @param bytes of their messages
 * @param failures dead letters, for what could not be read
 */
record Volume(long records, long bytes, long failures) {

  static final Volume NOTHING = new Volume(0, 0, 0);

  Volume plus(Volume more) {
    return new Volume(records + more.records, bytes + more.bytes, failures + more.failures);
  }

  long all() {
    return records + failures;
  }
}
