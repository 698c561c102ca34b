package io.godwit.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** Ends this process when the one that started it is gone. */
final class ParentWatch {

  private static final long PATIENCE_SECONDS = 10;

  private ParentWatch() {}

  /**
   * Starts to watch standard input, which must be a pipe from the parent: the system closes it when
   * the parent ends, however it ends. The way out is an orderly exit, which leaves clean files
   * behind; if that hangs for ten seconds the process is halted.
   */
  static void begin() {
    Thread.ofPlatform().daemon().name("parent-watch").start(ParentWatch::exitAtEndOfInput);
  }

  private static void exitAtEndOfInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("the pipe from the parent process broke: " + e);
    }
    Thread.ofPlatform().daemon().name("parent-watch-halt").start(ParentWatch::haltLater);
    System.exit(0);
  }

  private static void haltLater() {
    try {
      TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
