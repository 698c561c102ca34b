package io.godwit.common.wire;

import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages that {@link WorkPacker} makes, and their labels on others. Anybody may write
 * to a topic, so nothing in a message makes this throw.
 *
 * <p>It remembers the run and the unit of the message before, since a topic holds long runs of
 * messages with the same ones, which then share one text. For one thread.
 */
public final class WorkReader {

  /** As many as surely fit a long, and a hundred million times what a run may come to. */
  private static final int MOST_DIGITS = 18;

  private static final int NO_NUMBER = -1;
  private static final Origin UNKNOWN = new Origin("unknown", 0);

  private final Remembered runs = new Remembered();
  private final Remembered units = new Remembered();

  /** Which record of which run a message is about, and the version of the message. */
  public record Identity(int version, String run, RecordId id) {

    /**
     * Makes sure that the message can be read here.
     *
     * @throws OtherVersion where it cannot
     */
    public void requireReadable() {
      if (version != OtherVersion.CURRENT) {
        throw new OtherVersion(version, run);
      }
    }
  }

  /**
   * A pack, not opened; maybe one of another version, which cannot be.
   *
   * @return empty where the message was not written by Godwit
   */
  public Optional<WorkPack> read(ConsumerRecord<byte[], byte[]> message) {
    byte @Nullable [] value = message.value();
    if (value == null) {
      return Optional.empty();
    }
    return identity(message.headers())
        .map(identity ->
            new WorkPack(
                message.offset(),
                identity.version(),
                identity.run(),
                identity.id(),
                origin(message.headers()),
                identity.version() == OtherVersion.CURRENT ? PackDecoder.count(value) : 1,
                value,
                Lineage.ofPack(message.headers(), identity.run())));
  }

  /**
   * Which record of which run a message is about.
   *
   * @return empty where the message was not written by Godwit
   */
  public Optional<Identity> identity(Headers headers) {
    byte[] text = WorkMessages.bytes(headers, WorkMessages.LABEL);
    int from = afterVersion(text);
    long version = from == 0 ? OtherVersion.FIRST : number(text, 0, from - 1);
    int end = firstOf(' ', text, from);
    int last = lastOf('/', text, end);
    int middle = lastOf('/', text, last);
    if (middle <= from || version > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    long split = number(text, middle + 1, last);
    long ordinal = number(text, last + 1, end);
    if (split == NO_NUMBER || ordinal == NO_NUMBER || split > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    RecordId id = new RecordId((int) split, ordinal);
    return Optional.of(new Identity((int) version, runs.text(text, from, middle), id));
  }

  /** Where the identity begins; at the beginning in a label without a version. */
  private static int afterVersion(byte[] text) {
    int end = firstOf(' ', text, 0);
    return end == text.length || number(text, 0, end) == NO_NUMBER ? 0 : end + 1;
  }

  /** Where a message's record comes from; a unit without a line where it does not say. */
  public Origin origin(Headers headers) {
    byte[] text = WorkMessages.bytes(headers, WorkMessages.LABEL);
    int end = firstOf(' ', text, afterVersion(text));
    int from = firstOf(' ', text, end + 1) + 1;
    if (from >= text.length) {
      return UNKNOWN;
    }
    int colon = lastOf(':', text, text.length);
    long line = colon < from ? NO_NUMBER : number(text, colon + 1, text.length);
    return line == NO_NUMBER
        ? new Origin(units.text(text, from, text.length), 0)
        : new Origin(units.text(text, from, colon), line);
  }

  /** Where a character stands first; behind the end where it does not. */
  private static int firstOf(char wanted, byte[] text, int from) {
    int i = from;
    while (i < text.length && text[i] != wanted) {
      i++;
    }
    return i;
  }

  private static int lastOf(char wanted, byte[] text, int before) {
    int i = before - 1;
    while (i >= 0 && text[i] != wanted) {
      i--;
    }
    return i;
  }

  /** The number that these ASCII digits spell. */
  private static long number(byte[] text, int from, int to) {
    if (from >= to || to - from > MOST_DIGITS) {
      return NO_NUMBER;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return NO_NUMBER;
      }
      number = 10 * number + (text[i] - '0');
    }
    return number;
  }

  /** A text that was read before, which is likely to come again. */
  private static final class Remembered {

    private byte[] bytes = new byte[0];
    private String text = "";

    /** The text of a part of an array. */
    String text(byte[] in, int from, int to) {
      if (!Arrays.equals(bytes, 0, bytes.length, in, from, to)) {
        bytes = Arrays.copyOfRange(in, from, to);
        text = new String(bytes, StandardCharsets.UTF_8);
      }
      return text;
    }
  }
}
