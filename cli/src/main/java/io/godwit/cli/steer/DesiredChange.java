package io.godwit.cli.steer;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.Arguments;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.show.Screen;
import io.godwit.common.kafka.DesiredState;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** What {@code godwit pause} and {@code godwit resume} have in common: all but what they change. */
public record DesiredChange(JobEntry entry, DesiredState state) {

  /** How machines read it; {@code since} is in milliseconds since 1970. */
  public record Line(
      String type, String job, String run, boolean paused, OptionalLong since, boolean changed) {}

  /** Carries the command out; answers its exit code. */
  static int carryOut(
      CommandContext context,
      CommonOptions options,
      String job,
      UnaryOperator<Ruling.Desired> change)
      throws Trouble {
    String name = Arguments.name("JOB", JobSource.nameOf(job, context.examples()));
    try (Screen screen = context.screen(options);
        Servers servers = context.servers(options, screen)) {
      servers.cluster().probe();
      JobEntry entry = new Runs(servers.cluster()).underWay(name);
      DesiredChange done =
          new DesiredChange(
              entry, DesiredState.change(servers.cluster(), entry.job(), entry.run(), change));
      screen.print(done.text());
      screen.emit(done.line());
      return ExitCode.COMPLETE.number();
    }
  }

  /** What was changed, in words for the user. */
  public String text() {
    String run = entry.job() + ", run " + entry.run() + ": ";
    Optional<Ruling.Pause> before = state.before().pause();
    Optional<Ruling.Pause> after = state.after().pause();
    if (after.isPresent()) {
      return run + paused(after.get());
    }
    return run + before.map(DesiredChange::goesOn).orElse("is not paused; nothing is changed");
  }

  private static String goesOn(Ruling.Pause pause) {
    return pause
        .overspent()
        .map(spent ->
            "goes on; it was held since "
                + pause.sinceText()
                + ", "
                + spent.text()
                + ". Failures are counted anew from now.")
        .orElseGet(() -> "goes on; it was paused since " + pause.sinceText());
  }

  private String paused(Ruling.Pause pause) {
    String first =
        state.isChanged()
            ? "paused. Within 2 s its roles begin nothing more; what is in hand is settled."
            : "is paused already, since " + pause.sinceText() + "; nothing is changed.";
    return "%s%nIt goes on with: godwit resume %s (a new run of the job begins unpaused)"
        .formatted(first, entry.job());
  }

  /** What was changed, for machines. */
  public Line line() {
    Optional<Ruling.Pause> pause = state.after().pause();
    return new Line(
        "desired",
        entry.job(),
        entry.run(),
        pause.isPresent(),
        pause.map(now -> OptionalLong.of(now.since())).orElse(OptionalLong.empty()),
        state.isChanged());
  }
}
