package io.godwit.testkit.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk of its own, where this machine lets one be mounted; else a folder. */
public final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 1 << 12;

  private final Path folder;
  private final Path ballast;
  private final boolean isMounted;

  private SmallDisk(Path folder, boolean isMounted) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
    this.isMounted = isMounted;
  }

  /**
   * One in a folder, which is made where it is missing.
   *
   * @param size as mount has it, such as 32k
   */
  public static SmallDisk at(Path folder, String size) throws IOException {
    Files.createDirectories(folder);
    return new SmallDisk(
        folder, did("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()));
  }

  private static boolean did(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + command[0], e);
    }
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Whether it is a disk, and not a folder of a larger one. */
  public boolean isMounted() {
    return isMounted;
  }

  /** Gives it another size. */
  public void resize(String size) throws IOException {
    if (!did("mount", "-o", "remount,size=" + size, folder.toString())) {
      throw new IOException(folder + " does not become " + size);
    }
  }

  /** Fills it to the last byte; answers whether it has an end that can be reached. */
  public boolean fill() {
    if (!isMounted) {
      return false;
    }
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return true;
    }
  }

  /** Gives the room back. */
  public void free() throws IOException {
    Files.deleteIfExists(ballast);
  }

  /** Whoever has a file open on it keeps it from that. */
  @Override
  public void close() throws IOException {
    if (isMounted && !did("umount", folder.toString())) {
      throw new IOException(folder + " stays mounted");
    }
  }
}
