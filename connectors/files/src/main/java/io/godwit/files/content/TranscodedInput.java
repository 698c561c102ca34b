package io.godwit.files.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A stream in UTF-8 over one in another encoding, without the byte order mark. */
final class TranscodedInput extends BlockInput {

  private static final int BUFFER = 32 << 10;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final Transcoder transcoder;
  private final ByteBuffer raw = ByteBuffer.allocate(BUFFER).flip();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(2 * BUFFER);
  private byte[] made = {};
  private int at;
  private boolean begun;
  private boolean ended;

  /**
   * A stream of the same text.
   *
   * @param source in what encoding it is, and bytes of it that were read already
   */
  TranscodedInput(InputStream in, TextEncoding.Resolved source) {
    this.in = in;
    this.transcoder = new Transcoder(source.charset());
    raw.compact().put(source.read()).flip();
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    while (at == made.length && !ended) {
      make();
    }
    if (at == made.length) {
      return most == 0 ? 0 : -1;
    }
    int count = Math.min(most, made.length - at);
    System.arraycopy(made, at, bytes, from, count);
    at += count;
    return count;
  }

  private void make() throws IOException {
    raw.compact();
    int count = in.read(raw.array(), raw.position(), raw.remaining());
    ended = count < 0;
    raw.position(raw.position() + Math.max(0, count)).flip();
    out.reset();
    transcoder.pass(raw, ended, out);
    made = out.toByteArray();
    at = 0;
    if (!begun && made.length > 0) {
      begun = true;
      at = startsWithMark() ? MARK.length : 0;
    }
  }

  /** The mark is one character, so the bytes of the first part hold it whole or not at all. */
  private boolean startsWithMark() {
    return made.length >= MARK.length
        && java.util.Arrays.equals(made, 0, MARK.length, MARK, 0, MARK.length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
