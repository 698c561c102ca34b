package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Stops a database server when this process is gone: a shell that waits for the end of its standard
 * input, a pipe from here, and then sends the signal that asks for a fast shutdown. Where there is
 * no {@code /bin/sh}, an orphan stays until the next start on its home.
 */
final class ServerGuard {

  private static final Path SHELL = Path.of("/bin/sh");

  // The file is asked once more at the end: it goes when the server does, and its number with it.
  private static final String SCRIPT =
      "trap '' INT HUP TERM; read -r end;"
          + " if [ \"$(head -n 1 \"$2\")\" = \"$1\" ]; then kill -\"$3\" \"$1\"; fi";

  private final Optional<Process> shell;

  private ServerGuard(Optional<Process> shell) {
    this.shell = shell;
  }

  /**
   * Guards the server of a process id.
   *
   * @param signal its name without SIG
   * @param pidFile where the server itself has that id
   */
  static ServerGuard begin(String signal, long pid, Path pidFile) throws Trouble {
    if (!Files.isExecutable(SHELL)) {
      return new ServerGuard(Optional.empty());
    }
    List<String> command =
        List.of(
            SHELL.toString(), "-c", SCRIPT, "sh", Long.toString(pid), pidFile.toString(), signal);
    try {
      return new ServerGuard(
          Optional.of(
              new ProcessBuilder(command)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .start()));
    } catch (IOException e) {
      throw new Trouble(ErrorCode.STACK_FAILED, "the guard of a server cannot be started", e);
    }
  }

  /** Ends the guard, to be called when the server is stopped. */
  void end() {
    shell.ifPresent(Process::destroyForcibly);
    shell.ifPresent(process -> process.onExit().join());
  }
}
