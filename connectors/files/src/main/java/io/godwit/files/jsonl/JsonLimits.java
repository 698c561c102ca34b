package io.godwit.files.jsonl;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** What the parser takes, and the messages that name it. */
final class JsonLimits {

  /** MongoDB itself allows a hundred levels; the parser and its callers recurse. */
  static final int LEVELS = 200;

  /** Digits in their thousands cost more time than they can mean. */
  static final int NUMBER_LENGTH = 1000;

  static final int NAME_LENGTH = 50_000;

  private JsonLimits() {}

  static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(LEVELS)
                .maxNumberLength(NUMBER_LENGTH)
                .maxNameLength(NAME_LENGTH)
                // A string is bounded by its record, and that by max-record.
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .build();
  }
}
