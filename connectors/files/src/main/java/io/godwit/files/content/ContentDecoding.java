package io.godwit.files.content;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * How the bytes of a file become those in which records are found.
 *
 * @param file what messages call it
 * @param packing how it is packed
 * @param encoding turned into UTF-8 where it has to be
 */
record ContentDecoding(String file, Packing packing, TextEncoding encoding) {

  private static final int BUFFER = 64 << 10;

  /**
   * What is made of a file's bytes; closing it gives back what unpacking took outside the heap.
   *
   * @param bytes from its start, closed with the stream
   */
  InputStream stream(InputStream bytes) throws IOException {
    InputStream file = new BufferedInputStream(bytes, BUFFER);
    InputStream unpacked = new Guarded(packing.unpacked(file));
    return encoding.isMadeWhileReading()
        ? new TranscodedInput(unpacked, encoding.resolved(this.file, unpacked))
        : unpacked;
  }

  /** What a person is told. */
  String text() {
    return packing == Packing.NONE ? "is in " + encoding.name() : "is packed by " + packing.id();
  }

  Refused shorter(long bytes, long expected) {
    return new Refused(
        ErrorCode.SOURCE_CHANGED,
        file + " has " + bytes + " bytes when unpacked, but had at least " + expected);
  }

  private Refused damaged(String why, IOException e) {
    return new Refused(
        ErrorCode.SOURCE_DAMAGED, file + " is packed by " + packing.id() + ", and " + why, e);
  }

  private Refused damaged(ZstdIOException e) {
    if (e.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
      return new Refused(
          ErrorCode.SOURCE_FORMAT,
          file
              + " is packed by zstd with a window that takes more than 128 MB: pack it anew"
              + " without --long or --ultra",
          e);
    }
    return damaged("it is cut, or its data is damaged", e);
  }

  /** Tells a damaged archive, which no second attempt mends, from a disk that does not answer. */
  private final class Guarded extends BlockInput {

    private final InputStream in;

    Guarded(InputStream in) {
      this.in = in;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      try {
        return in.read(bytes, from, most);
      } catch (DamagedArchive e) {
        throw damaged(e.why(), e);
      } catch (ZstdIOException e) {
        throw damaged(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
