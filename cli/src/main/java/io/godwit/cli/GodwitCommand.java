package io.godwit.cli;

import io.godwit.common.model.ErrorCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command without a subcommand: it only says what there is. */
@Command(
    name = "godwit",
    mixinStandardHelpOptions = true,
    version = "godwit 0.1.0",
    header = "Moves data from where it is to where it should be; every record accounted for.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%n",
    footer = "godwit COMMAND --help says more. Begin with: godwit demo")
final class GodwitCommand implements Runnable {

  private final Surroundings surroundings;

  private GodwitCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs a command line to its end; answers the exit code. */
  static int run(Surroundings surroundings, String... args) {
    return commandLine(surroundings).execute(args);
  }

  /** The command line with all its commands. */
  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine line = new CommandLine(new GodwitCommand(surroundings));
    List.of(
            new DemoCommand(surroundings),
            new PlanCommand(surroundings),
            new RunCommand(surroundings),
            new StatusCommand(surroundings),
            new ReportCommand(surroundings),
            new ProducerCommand(surroundings),
            new WorkerCommand(surroundings),
            new AggregatorCommand(surroundings),
            new AcceptCommand(surroundings),
            new StackCommand(surroundings))
        .forEach(line::addSubcommand);
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(String.format("%4d", code.number()), code.meaning());
    }
    line.getSubcommands()
        .values()
        .forEach(sub -> {
          sub.getCommandSpec().mixinStandardHelpOptions(true);
          sub.getCommandSpec().usageMessage().optionListHeading("%nOptions:%n");
          sub.getCommandSpec().usageMessage().parameterListHeading("%n");
        });
    line.getCommandSpec().usageMessage().exitCodeList(codes);
    line.setOut(new PrintWriter(surroundings.out(), true, surroundings.out().charset()));
    line.setErr(new PrintWriter(surroundings.err(), true, surroundings.err().charset()));
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler((e, args) -> usage(surroundings, e));
    line.setExecutionStrategy(withLog(surroundings));
    line.setExecutionExceptionHandler((e, command, result) -> failed(surroundings, e, result));
    return line;
  }

  @Override
  public void run() {
    surroundings.out().println(commandLine(surroundings).getUsageMessage());
  }

  private static IExecutionStrategy withLog(Surroundings surroundings) {
    return parsed -> {
      ParseResult last = last(parsed);
      if (last.commandSpec().userObject() instanceof Logged command) {
        LogForm form = form(surroundings, last);
        command.logging().begin(command.options().log(), form);
        // Its words stand between the lines of its log, where a container's logs are collected.
        if (form == LogForm.JSON && isRole(last)) {
          command.options().askForJson();
        }
      }
      return new RunLast().execute(parsed);
    };
  }

  private static LogForm form(Surroundings surroundings, ParseResult last) {
    Map<String, String> environment = surroundings.environment();
    return LogForm.of(environment)
        .orElseThrow(() ->
            new ParameterException(
                last.commandSpec().commandLine(),
                LogForm.VARIABLE
                    + " is '"
                    + environment.get(LogForm.VARIABLE)
                    + "'; it is json or text"));
  }

  private static int usage(Surroundings surroundings, ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    surroundings
        .err()
        .println(
            new Complaint(
                    ErrorCode.COMMAND_USAGE,
                    String.valueOf(e.getMessage()),
                    "See " + name + " --help.")
                .text());
    return ExitCode.REFUSED.number();
  }

  private static int failed(Surroundings surroundings, Exception e, ParseResult parsed) {
    ParseResult last = last(parsed);
    CommonOptions options =
        last.commandSpec().userObject() instanceof Logged command
            ? command.options()
            : new CommonOptions();
    Path log = options.log();
    Complaint complaint = Complaint.about(e, log);
    // A role's log is what a person reads, and is told the same once already.
    if (complaint.code() == ErrorCode.INTERNAL || !isRole(last)) {
      LogOf.problem(complaint, e);
    }
    if (options.json()) {
      surroundings.out().println(complaint.json());
    } else {
      surroundings.err().println(complaint.text());
    }
    return ExitCode.of(complaint.code()).number();
  }

  private static boolean isRole(ParseResult parsed) {
    return parsed.commandSpec().userObject() instanceof Logged command
        && command.logging() == Logging.STDERR;
  }

  private static ParseResult last(ParseResult parsed) {
    return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
  }
}
