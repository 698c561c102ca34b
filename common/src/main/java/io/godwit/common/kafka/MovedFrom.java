package io.godwit.common.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Where a message stood before it was copied to the end of its partition, so that the one before it
 * could be deleted there. Others may have noted its place, and know it by this. As long as the old
 * one stands there too, the copy does not count: {@link TopicReader} passes it over, so that
 * readers see all of the old ones and then, from one moment on, all of the copies.
 */
public final class MovedFrom {

  /** In plain text: its offsets before, the first one first, with commas between. */
  public static final String HEADER = "godwit.was";

  private MovedFrom() {}

  /** Its offsets in the same partition before, the first one first; none where it was not moved. */
  public static List<Long> offsets(Headers headers) {
    Optional<Header> header = Optional.ofNullable(headers.lastHeader(HEADER));
    if (header.isEmpty() || header.get().value() == null) {
      return List.of();
    }
    List<Long> offsets = new ArrayList<>();
    for (String one : new String(header.get().value(), StandardCharsets.UTF_8).split(",")) {
      // Anybody may write to a topic.
      if (!one.matches("\\d{1,18}")) {
        return List.of();
      }
      offsets.add(Long.parseLong(one));
    }
    return offsets;
  }

  /** Notes where the message of these headers stands now, behind where it stood before. */
  public static void note(Headers headers, long offset) {
    List<String> all = new ArrayList<>();
    offsets(headers).forEach(before -> all.add(Long.toString(before)));
    all.add(Long.toString(offset));
    headers.remove(HEADER);
    headers.add(new RecordHeader(HEADER, String.join(",", all).getBytes(StandardCharsets.UTF_8)));
  }
}
