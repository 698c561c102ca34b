package io.godwit.cli.run;

import io.godwit.cli.exit.Interruption;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.show.Screen;
import io.godwit.common.model.failure.Trouble;
import io.godwit.embedded.Part;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a command finds around itself.
 *
 * @param out for results and progress
 * @param err for error messages
 * @param environment the variables
 * @param examples the folder of example jobs, where the installation has one
 * @param terminal whether {@code out} is a terminal
 * @param interruption the wish to stop
 */
public record CommandContext(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Optional<Path> examples,
    boolean terminal,
    Interruption interruption) {

  /** The screen that the options ask for. */
  public Screen screen(CommonOptions options) {
    if (options.json()) {
      return Screen.open(Screen.Mode.JSON, out);
    }
    if (options.quiet()) {
      return Screen.open(Screen.Mode.QUIET, out);
    }
    return Screen.open(terminal ? Screen.Mode.TERMINAL : Screen.Mode.PLAIN, out);
  }

  /** A broker that runs, or the embedded one for as long as it takes to read its topics. */
  public Servers servers(CommonOptions options, Screen screen) throws Trouble {
    Optional<Servers> running = Servers.running(options.home(), options.cluster());
    if (running.isPresent()) {
      return running.get();
    }
    screen.say("starting the Kafka broker in " + options.home() + " to read from it");
    return Servers.start(options.home(), Optional.empty(), Set.of(Part.BROKER));
  }
}
