package io.godwit.examples.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk of its own, where this machine lets one be mounted; else a folder. */
final class Disk implements AutoCloseable {

  private static final String SIZE = "size=160m";
  private static final int BLOCK = 1 << 12;

  private final Path folder;
  private final Path ballast;
  private final boolean isMounted;

  private Disk(Path folder, boolean isMounted) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
    this.isMounted = isMounted;
  }

  static Disk at(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new Disk(folder, did("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString()));
  }

  private static boolean did(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + command[0], e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Fills it to the last byte; answers whether it has an end that can be reached. */
  boolean fill() {
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
  void free() throws IOException {
    Files.deleteIfExists(ballast);
  }

  @Override
  public void close() throws IOException {
    if (isMounted && !did("umount", "--lazy", folder.toString())) {
      throw new IOException(folder + " stays mounted");
    }
  }
}
