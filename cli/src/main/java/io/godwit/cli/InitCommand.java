package io.godwit.cli;

import io.godwit.cli.draft.Addressed;
import io.godwit.cli.draft.Begun;
import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.show.Screen;
import io.godwit.common.job.connection.ResolvedConnections;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit init}. Fields are filled by picocli. */
@Command(
    name = "init",
    header = "Begin a job file: looks at what is at an address, and writes nothing there.")
final class InitCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      description = "What to read: a JDBC URL, a MongoDB connection string, a file or a pattern.")
  private String source = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TARGET",
      description = "Where to write: a URL. Default: an embedded server.")
  private @Nullable String target;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write; one that is there is left. Default: the terminal.")
  private @Nullable Path output;

  InitCommand(CommandContext context) {
    this.context = context;
  }

  /** How machines read it. */
  private record Line(String type, String job, String text, Set<String> variables) {}

  @Override
  public Integer call() throws Trouble {
    Addressed addressed = Addressed.of(source, Optional.ofNullable(target));
    Begun begun = Begun.of(source, addressed);
    Map<String, String> environment = new HashMap<>(context.environment());
    addressed.variables().forEach((name, value) -> environment.put(name, value.value()));
    Set<String> embedded = ResolvedConnections.embeddedServersOfSource(begun.job(), environment);
    try (Screen screen = context.screen(options);
        Servers servers = Servers.databases(options.home(), options.cluster(), embedded)) {
      String text = begun.text(new FleetOpener(environment, servers.embedded()));
      Set<String> variables = new TreeSet<>(addressed.variables().keySet());
      Optional<Path> file = Optional.ofNullable(output);
      if (file.isPresent()) {
        write(file.get(), text);
        screen.print("wrote " + file.get() + "; look at it, and then: godwit plan " + file.get());
      } else {
        screen.print(text.stripTrailing());
      }
      if (!variables.isEmpty()) {
        screen.print(
            "# set before it is used, since no password stands in a file: "
                + String.join(", ", variables));
      }
      screen.emit(new Line("init", begun.job().job(), text, variables));
      return ExitCode.COMPLETE.number();
    }
  }

  private static void write(Path file, String text) throws Trouble {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE, file + " is there already, and is left; name another", e);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, file + " cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public Logging logging() {
    return Logging.FILE;
  }

  @Override
  public CommonOptions options() {
    return options;
  }
}
