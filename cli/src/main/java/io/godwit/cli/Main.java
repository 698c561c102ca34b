package io.godwit.cli;

import io.godwit.cli.exit.Interruption;
import io.godwit.cli.run.CommandContext;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The process of the {@code godwit} command. */
public final class Main {

  private Main() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Interruption interruption = new Interruption();
    interruption.listen(code -> Runtime.getRuntime().halt(code));
    CommandContext context =
        new CommandContext(
            stream(FileDescriptor.out, "stdout.encoding"),
            stream(FileDescriptor.err, "stderr.encoding"),
            System.getenv(),
            examples(),
            Boolean.getBoolean("godwit.terminal"),
            interruption);
    int code = GodwitCommand.run(context, args);
    interruption.commandEnded(code);
    System.exit(code);
  }

  /** The examples of the installation whose script has started this process. */
  private static Optional<Path> examples() {
    return Optional.ofNullable(System.getProperty("godwit.root"))
        .map(root -> Path.of(root, "examples"))
        .filter(Files::isDirectory);
  }

  private static PrintStream stream(FileDescriptor descriptor, String encoding) {
    Charset charset = Charset.forName(System.getProperty(encoding, "UTF-8"));
    return new PrintStream(new FileOutputStream(descriptor), true, charset);
  }
}
