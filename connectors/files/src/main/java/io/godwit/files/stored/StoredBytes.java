package io.godwit.files.stored;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.Opened;
import io.godwit.files.content.RawBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of an object in one version. Its beginning is read once and kept, since the head of a
 * file is looked at several times before its records are: so a small file is one request, and a
 * split of a large one two.
 */
final class StoredBytes implements RawBytes {

  private static final int KEPT = 64 << 10;

  private final StoredFile file;
  private final byte[] kept;

  private StoredBytes(StoredFile file, byte[] kept) {
    this.file = file;
    this.kept = kept;
  }

  /**
   * An object's bytes.
   *
   * @throws Refused where it is gone, of another version, or may not be read
   * @throws IOException with the {@link Trouble} as its cause, where the store does not answer
   */
  static StoredBytes open(StoredFile file) throws IOException {
    try (InputStream in = steady(file, 0)) {
      return new StoredBytes(file, in.readNBytes(KEPT));
    }
  }

  /** The first bytes, fewer where there are fewer. */
  byte[] beginning(int most) {
    return Arrays.copyOf(kept, Math.min(most, kept.length));
  }

  @Override
  public long size() {
    return file.facts().size();
  }

  @Override
  public InputStream from(long offset) throws IOException {
    if (offset >= kept.length) {
      return offset < size() ? steady(file, offset) : InputStream.nullInputStream();
    }
    InputStream first = new ByteArrayInputStream(kept, (int) offset, kept.length - (int) offset);
    return kept.length < size() ? new SequenceInputStream(first, new Rest()) : first;
  }

  @Override
  public void close() {
    // What was opened is closed by whoever asked for it, and nothing else is held.
  }

  private static InputStream steady(StoredFile file, long from) throws IOException {
    return new SteadyInput(anew(file, from), from, at -> anew(file, at));
  }

  private static InputStream anew(StoredFile file, long from) throws IOException {
    ObjectFacts facts = file.facts();
    try {
      return switch (file.store().open(facts.name(), Optional.of(facts.version()), from)) {
        case Opened.Found found -> found.bytes();
        case Opened.Absent ignored ->
            throw new Refused(ErrorCode.SOURCE_MISSING, file.place() + " is gone");
        case Opened.Changed(ObjectFacts now) ->
            throw new Refused(
                ErrorCode.SOURCE_CHANGED,
                file.unit()
                    + " was changed or replaced after it was planned; what it is now: "
                    + now.size()
                    + " "
                    + now.version());
        case Opened.Unreadable(var failure) ->
            throw new Refused(
                ErrorCode.SOURCE_MISSING, file.place() + " cannot be read: " + failure.message());
      };
    } catch (Trouble e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** What stands behind what is kept; asked for only when somebody reads so far. */
  private final class Rest extends InputStream {

    private Optional<InputStream> opened = Optional.empty();

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (opened.isEmpty()) {
        opened = Optional.of(steady(file, kept.length));
      }
      return opened.get().read(into, from, length);
    }

    @Override
    public void close() throws IOException {
      if (opened.isPresent()) {
        opened.get().close();
      }
    }
  }
}
