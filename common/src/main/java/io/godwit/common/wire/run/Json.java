package io.godwit.common.wire.run;

import io.godwit.common.model.text.Excerpt;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The messages that people may want to read in a topic: records as JSON. Safe for any thread. */
public final class Json {

  // One topic has the messages of all jobs: what another version says beyond this one is passed
  // over, so that a job of that version is no obstacle to the others. It does not make a fleet of
  // two versions work; receipts of another version are refused.
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final int MOST_SHOWN = 200;

  private Json() {}

  /** The record as one line of JSON. */
  public static byte[] write(Record message) {
    return MAPPER.writeValueAsBytes(message);
  }

  /** The record as indented JSON for a file. */
  public static String pretty(Record message) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(message);
  }

  /**
   * The record of a message.
   *
   * @throws IllegalArgumentException where the bytes are not such a record
   */
  public static <T extends Record> T read(byte[] bytes, Class<T> type) {
    try {
      return MAPPER.readValue(bytes, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "not a "
              + type.getSimpleName()
              + ": "
              + Excerpt.of(new String(bytes, StandardCharsets.UTF_8), MOST_SHOWN),
          e);
    }
  }
}
