package io.godwit.cli.option;

import picocli.CommandLine.Option;

/** The option that has a run read all of its source. Its field is filled by picocli. */
public final class FullOption {

  @Option(
      names = "--full",
      description = {
        "Read all of the source once more, also what a watermark would leave out. The next run",
        "leaves out what this one has read."
      })
  private boolean full;

  /** Whether all is read. */
  public boolean isFull() {
    return full;
  }
}
