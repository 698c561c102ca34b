package io.godwit.cli;

import io.godwit.cli.ended.CleanCommand;
import io.godwit.cli.ended.FailuresCommand;
import io.godwit.cli.ended.FinishCommand;
import io.godwit.cli.ended.ForgetCommand;
import io.godwit.cli.ended.ReplayCommand;
import io.godwit.cli.ended.ReportCommand;
import io.godwit.cli.ended.SweepCommand;
import io.godwit.cli.ended.UndoCommand;
import io.godwit.cli.ended.VerifyCommand;
import io.godwit.cli.exit.ErrorMessage;
import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.log.LogForm;
import io.godwit.cli.log.LogOf;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.role.AggregatorCommand;
import io.godwit.cli.role.ProducerCommand;
import io.godwit.cli.role.WorkerCommand;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.steer.AcceptCommand;
import io.godwit.cli.steer.PauseCommand;
import io.godwit.cli.steer.ResumeCommand;
import io.godwit.cli.steer.SkipCommand;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.wire.OtherVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command without a subcommand: it only says what there is. */
@Command(
    name = "godwit",
    mixinStandardHelpOptions = true,
    version = "godwit 0.1.0, messages of version " + OtherVersion.CURRENT,
    header = "Moves data from where it is to where it should be; every record accounted for.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%n",
    footer = "godwit COMMAND --help says more. Begin with: godwit demo")
public final class GodwitCommand implements Runnable {

  private final CommandContext context;

  private GodwitCommand(CommandContext context) {
    this.context = context;
  }

  /** A command, by the word that it begins with. */
  private record Named(String name, Function<CommandContext, ?> command) {}

  private static final List<Named> COMMANDS =
      List.of(
          new Named("demo", DemoCommand::new),
          new Named("init", InitCommand::new),
          new Named("plan", PlanCommand::new),
          new Named("run", RunCommand::new),
          new Named("status", StatusCommand::new),
          new Named("report", ReportCommand::new),
          new Named("failures", FailuresCommand::new),
          new Named("replay", ReplayCommand::new),
          new Named("finish", FinishCommand::new),
          new Named("verify", VerifyCommand::new),
          new Named("undo", UndoCommand::new),
          new Named("pause", PauseCommand::new),
          new Named("resume", ResumeCommand::new),
          new Named("skip", SkipCommand::new),
          new Named("producer", ProducerCommand::new),
          new Named("worker", WorkerCommand::new),
          new Named("aggregator", AggregatorCommand::new),
          new Named("accept", AcceptCommand::new),
          new Named("ddl", DdlCommand::new),
          new Named("clean", CleanCommand::new),
          new Named("sweep", SweepCommand::new),
          new Named("forget", ForgetCommand::new),
          new Named("stack", StackCommand::new));

  /**
   * Runs a command line to its end; answers the exit code. Where it begins with a command only that
   * one is made: the options of all are a part of what a start costs. Several may run in one
   * process at a time; they share its log, which goes where the first of them has said.
   */
  public static int run(CommandContext context, String... args) {
    List<Named> meant =
        COMMANDS.stream().filter(any -> args.length > 0 && any.name().equals(args[0])).toList();
    return commandLine(context, meant.isEmpty() ? COMMANDS : meant).execute(args);
  }

  /** The command line with all its commands. */
  static CommandLine commandLine(CommandContext context) {
    return commandLine(context, COMMANDS);
  }

  private static CommandLine commandLine(CommandContext context, List<Named> commands) {
    CommandLine line = new CommandLine(new GodwitCommand(context));
    commands.forEach(any -> line.addSubcommand(any.name(), any.command().apply(context)));
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
    line.setOut(new PrintWriter(context.out(), true, context.out().charset()));
    line.setErr(new PrintWriter(context.err(), true, context.err().charset()));
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler((e, args) -> usage(context, e));
    line.setExecutionStrategy(withLog(context));
    line.setExecutionExceptionHandler((e, command, result) -> failed(context, e, result));
    return line;
  }

  @Override
  public void run() {
    context.out().println(commandLine(context).getUsageMessage());
  }

  private static IExecutionStrategy withLog(CommandContext context) {
    return parsed -> {
      ParseResult last = last(parsed);
      if (last.commandSpec().userObject() instanceof Logged command) {
        LogForm form = form(context, last);
        command.logging().begin(command.options().log(), form);
        // Its words stand between the lines of its log, where a container's logs are collected.
        if (form == LogForm.JSON && isRole(last)) {
          command.options().askForJson();
        }
      }
      try {
        return new RunLast().execute(parsed);
      } catch (Error e) {
        // Else it would leave the process between its end and its exit code.
        throw new ExecutionException(
            last.commandSpec().commandLine(), "a fault of the JVM or of the installation: " + e, e);
      }
    };
  }

  private static LogForm form(CommandContext context, ParseResult last) {
    Map<String, String> environment = context.environment();
    return LogForm.of(environment)
        .orElseThrow(() ->
            new ParameterException(
                last.commandSpec().commandLine(),
                LogForm.VARIABLE
                    + " is '"
                    + environment.get(LogForm.VARIABLE)
                    + "'; it is json or text"));
  }

  private static int usage(CommandContext context, ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    context
        .err()
        .println(
            new ErrorMessage(
                    ErrorCode.COMMAND_USAGE,
                    String.valueOf(e.getMessage()),
                    "See " + name + " --help.")
                .text());
    return ExitCode.REFUSED.number();
  }

  private static int failed(CommandContext context, Exception e, ParseResult parsed) {
    ParseResult last = last(parsed);
    CommonOptions options =
        last.commandSpec().userObject() instanceof Logged command
            ? command.options()
            : new CommonOptions();
    Path log = options.log();
    ErrorMessage message = ErrorMessage.about(e, log);
    // A role's log is what a person reads, and is told the same once already.
    if (message.code() == ErrorCode.INTERNAL || !isRole(last)) {
      LogOf.problem(message, e);
    }
    if (options.json()) {
      context.out().println(message.json());
    } else {
      context.err().println(message.text());
    }
    return ExitCode.of(message.code()).number();
  }

  private static boolean isRole(ParseResult parsed) {
    return parsed.commandSpec().userObject() instanceof Logged command
        && command.logging() == Logging.STDERR;
  }

  private static ParseResult last(ParseResult parsed) {
    return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
  }
}
