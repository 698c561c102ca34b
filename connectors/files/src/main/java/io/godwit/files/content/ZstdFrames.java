package io.godwit.files.content;

import java.io.IOException;
import java.io.InputStream;

/**
 * Passes the bytes of a zstd file on and sees whether its end is that of a frame (RFC 8878).
 *
 * <p>The library's stream takes a file that is cut in its second frame for one that ends with its
 * first: it was found by cutting one everywhere. So the frames are followed here, by the lengths
 * that stand in them; what is in their blocks is the library's.
 */
final class ZstdFrames extends BlockInput {

  private static final int FRAME = 0xFD2FB528;
  private static final int FOREIGN = 0x184D2A50;
  private static final int CHECKSUM = 4;

  private enum Next {
    MAGIC,
    FOREIGN_SIZE,
    DESCRIPTOR,
    BLOCK
  }

  private final InputStream in;
  private Next next = Next.MAGIC;
  private long toPass;
  private int gathered;
  private int word;
  private boolean checksum;

  ZstdFrames(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    int count = in.read(bytes, from, most);
    if (count < 0 && (next != Next.MAGIC || toPass > 0 || gathered > 0)) {
      throw new DamagedArchive("it is cut: its end is missing");
    }
    for (int i = from; i < from + count; ) {
      if (toPass > 0) {
        long passed = Math.min(toPass, from + count - i);
        toPass -= passed;
        i += (int) passed;
      } else {
        follow(bytes[i]);
        i++;
      }
    }
    return count;
  }

  private void follow(byte b) throws DamagedArchive {
    word |= (b & 0xFF) << (8 * gathered);
    gathered++;
    int needed =
        switch (next) {
          case MAGIC, FOREIGN_SIZE -> 4;
          case DESCRIPTOR -> 1;
          case BLOCK -> 3;
        };
    if (gathered == needed) {
      int read = word;
      word = 0;
      gathered = 0;
      step(read);
    }
  }

  private void step(int read) throws DamagedArchive {
    switch (next) {
      case MAGIC -> magic(read);
      case FOREIGN_SIZE -> {
        toPass = read & 0xFFFFFFFFL;
        next = Next.MAGIC;
      }
      case DESCRIPTOR -> {
        boolean single = (read & 0x20) != 0;
        int sizeFlag = read >> 6;
        int size = sizeFlag == 0 ? (single ? 1 : 0) : 1 << sizeFlag;
        int dictionary = (1 << (read & 3)) >> 1;
        checksum = (read & CHECKSUM) != 0;
        toPass = (long) size + dictionary + (single ? 0 : 1);
        next = Next.BLOCK;
      }
      case BLOCK -> {
        boolean last = (read & 1) != 0;
        boolean oneByteRepeated = ((read >> 1) & 3) == 1;
        toPass = oneByteRepeated ? 1 : read >> 3;
        if (last) {
          toPass += checksum ? CHECKSUM : 0;
          next = Next.MAGIC;
        }
      }
    }
  }

  private void magic(int read) throws DamagedArchive {
    if (read == FRAME) {
      next = Next.DESCRIPTOR;
    } else if ((read & 0xFFFFFFF0) == FOREIGN) {
      next = Next.FOREIGN_SIZE;
    } else {
      throw new DamagedArchive("something else stands behind what is packed");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
