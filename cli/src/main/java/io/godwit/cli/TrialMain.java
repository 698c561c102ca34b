package io.godwit.cli;

import io.godwit.cli.log.LogForm;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.worker.suspect.TrialServer;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The process of a child in which a worker tries records that have ended workers. */
public final class TrialMain {

  private static final int ORPHANED = 70;

  private TrialMain() {}

  /**
   * Serves the parent at the other ends of standard input and output.
   *
   * @param args none
   * @throws IOException where the parent is gone
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    OutputStream parent = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    // Whatever else a library prints must not stand among the answers.
    System.setOut(System.err);
    Logging.STDERR.begin(Path.of(""), LogForm.TEXT);
    TrialServer.serve(
        System.in, parent, FleetOpener::of, () -> Runtime.getRuntime().halt(ORPHANED));
  }
}
