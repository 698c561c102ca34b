package io.godwit.files.content;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.files.spec.TextCodings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The encoding of a job's files. Any thread may use it.
 *
 * <p>There are three ways. UTF-8 is read as it is. An encoding of one byte a character that has
 * ASCII's bytes for ASCII's characters is framed as it is, and each record is turned into UTF-8 by
 * itself; so such files can be cut anywhere too. Of all others no byte says by itself what it
 * stands for, so the file is turned into UTF-8 as it is read, and has one reader.
 */
public final class TextEncoding {

  private enum Way {
    AS_IT_IS,
    BY_RECORD,
    WHILE_READING
  }

  private final Charset charset;
  private final Way way;

  private TextEncoding(Charset charset, Way way) {
    this.charset = charset;
    this.way = way;
  }

  /**
   * In what encoding a stream is.
   *
   * @param read the bytes that were read of it to tell
   */
  record Resolved(Charset charset, byte[] read) {}

  /**
   * The encoding of a name.
   *
   * @throws IllegalArgumentException where there is none, which the job's rules exclude
   */
  public static TextEncoding of(String name) {
    Charset charset =
        TextCodings.of(name)
            .orElseThrow(() -> new IllegalArgumentException("no encoding is named " + name));
    if (charset.equals(StandardCharsets.UTF_8)) {
      return new TextEncoding(charset, Way.AS_IT_IS);
    }
    return new TextEncoding(charset, extendsAscii(charset) ? Way.BY_RECORD : Way.WHILE_READING);
  }

  /** What messages call it. */
  public String name() {
    return charset.name();
  }

  /** Whether it is UTF-8. */
  public boolean isUtf8() {
    return way == Way.AS_IT_IS;
  }

  /** Whether each record has to be turned into UTF-8 before it is decoded. */
  public boolean isByRecord() {
    return way == Way.BY_RECORD;
  }

  /** Whether files have to be turned into UTF-8 before records are found in them. */
  boolean isMadeWhileReading() {
    return way == Way.WHILE_READING;
  }

  /** A record in UTF-8, with marks where the encoding has no character. */
  public byte[] utf8(byte[] bytes, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from + (to - from) / 8);
    new Transcoder(charset).pass(ByteBuffer.wrap(bytes, from, to - from), true, out);
    return out.toByteArray();
  }

  /** A record's bytes for a person: in UTF-8, whatever the file is in. */
  public byte[] shown(byte[] bytes) {
    return switch (way) {
      case AS_IT_IS -> bytes;
      case BY_RECORD -> new String(bytes, charset).getBytes(StandardCharsets.UTF_8);
      case WHILE_READING ->
          Utf8.encodable(new String(bytes, StandardCharsets.UTF_8))
              .getBytes(StandardCharsets.UTF_8);
    };
  }

  /**
   * What is wrong with a text.
   *
   * @param bytes UTF-8, perhaps with marks
   * @param at where it stops being UTF-8, as {@link Utf8#firstFault} finds it
   * @param of what the text is, for the message: a field, a line
   */
  public String fault(byte[] bytes, int from, int at, int to, String of) {
    if (way == Way.AS_IT_IS) {
      return "byte %d of the %s is 0x%02X, which is not valid UTF-8 there"
          .formatted(at - from + 1, of, bytes[at]);
    }
    String before = new String(bytes, from, at - from, StandardCharsets.UTF_8);
    return "character %d of the %s is %s, which is not valid %s"
        .formatted(
            before.codePointCount(0, before.length()) + 1,
            of,
            ByteMarks.text(bytes, at, to),
            charset.name());
  }

  /**
   * Tells which of the two UTF-16 a stream is in; other encodings need no look at it.
   *
   * @throws Refused where neither the job nor a byte order mark says it, or they differ
   */
  Resolved resolved(String file, InputStream in) throws IOException {
    if (!charset.name().contains("UTF-16")) {
      return new Resolved(charset, new byte[0]);
    }
    byte[] read = in.readNBytes(4);
    Charset little = StandardCharsets.UTF_16LE;
    Charset big = StandardCharsets.UTF_16BE;
    boolean anyOrder = !charset.equals(little) && !charset.equals(big);
    boolean saysLittle = read.length > 1 && read[0] == (byte) 0xFF && read[1] == (byte) 0xFE;
    boolean saysBig = read.length > 1 && read[0] == (byte) 0xFE && read[1] == (byte) 0xFF;
    if (!saysLittle && !saysBig) {
      if (anyOrder && read.length > 0) {
        throw orderUnknown(file, read);
      }
      return new Resolved(anyOrder ? big : charset, read);
    }
    Charset said = saysLittle ? little : big;
    if (!anyOrder && !said.equals(charset)) {
      throw new Refused(
          ErrorCode.SOURCE_FORMAT,
          "%s begins with the byte order mark of %s: write encoding: UTF-16"
              .formatted(file, said.name()));
    }
    return new Resolved(said, read);
  }

  private static Refused orderUnknown(String file, byte[] read) {
    String guess =
        read.length > 1 && read[0] == 0 && read[1] != 0
            ? "it seems to be UTF-16BE"
            : read.length > 1 && read[1] == 0 && read[0] != 0
                ? "it seems to be UTF-16LE"
                : "the first bytes do not tell, and may be of another encoding";
    return new Refused(
        ErrorCode.SOURCE_FORMAT,
        file
            + " has no byte order mark, so write encoding: UTF-16LE or encoding: UTF-16BE; "
            + guess);
  }

  /** Whether every byte is a character or none, and those below 128 are ASCII's. */
  private static boolean extendsAscii(Charset charset) {
    if (charset.newEncoder().maxBytesPerChar() > 1) {
      return false;
    }
    byte[] bytes = new byte[128];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    byte[] back = new String(bytes, charset).getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(bytes, back);
  }
}
