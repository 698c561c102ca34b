package io.godwit.worker.suspect;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of a child: this JVM's own, with its limits and what it may do, and without what
 * only one process of a machine can have.
 */
final class ChildCommand {

  /**
   * Limits, collectors, compilers, modules and properties shape what a record does to a process.
   */
  private static final List<String> TAKEN =
      List.of(
          "-Xss",
          "-Xint",
          "-XX:MaxMetaspaceSize=",
          "-XX:MaxDirectMemorySize=",
          "-XX:ThreadStackSize=",
          "-XX:+Use",
          "-XX:-Use",
          "-XX:TieredStopAtLevel=",
          "-XX:ErrorFile=",
          "-XX:-CreateCoredumpOnCrash",
          "-D",
          "--add-",
          "--enable-",
          "--sun-misc-");

  /**
   * Where the parent's classes are kept: a trial is half as long where the child need not load
   * them.
   */
  private static final List<String> KEPT = List.of("-XX:SharedArchiveFile=", "-XX:AOTCache=");

  /** By itself the JVM's log goes to where the answers go. */
  private static final List<String> LOG = List.of("-Xlog:disable", "-Xlog:all=warning:stderr");

  /** Ports that the parent has, and where the parent's log goes. */
  private static final List<String> LEFT = List.of("-Dcom.sun.management.", "-Dlog4j");

  /**
   * Where the kernel has to end a process for want of memory, it is to be the child. Standing up
   * for that is a matter of the shell, since the JVM takes its heap before any class is loaded.
   */
  private static final List<String> SHELL =
      List.of(
          "/bin/sh", "-c", "echo 1000 2>/dev/null >/proc/self/oom_score_adj; exec \"$@\"", "sh");

  private ChildCommand() {}

  /** How large this process's heap may become, in bytes. */
  static long ownHeap() {
    return Long.parseLong(
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MaxHeapSize")
            .getValue());
  }

  /**
   * The words of the command.
   *
   * @param heap in bytes
   */
  static List<String> of(String mainClass, long heap) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of(SHELL.getFirst()))) {
      command.addAll(SHELL);
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    own.stream()
        .filter(argument -> starts(argument, TAKEN) && !starts(argument, LEFT))
        .forEach(command::add);
    command.addAll(keptClasses(own));
    // All of the heap from the start: where there is no room for it, a child does not come to
    // begin, and no record is blamed.
    command.addAll(
        List.of("-XX:MaxHeapSize=" + heap, "-XX:InitialHeapSize=" + heap, "-XX:+AlwaysPreTouch"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    return command;
  }

  /**
   * The options for what is there. The parent itself may be the first, who makes it when it ends;
   * and a JVM that is told of a file that is not there goes without what the JDK keeps, too. What
   * it says of one that no longer fits must not stand among the answers.
   */
  static List<String> keptClasses(List<String> own) {
    Stream<String> kept =
        own.stream()
            .filter(argument -> starts(argument, KEPT))
            .filter(
                argument -> Files.exists(Path.of(argument.substring(argument.indexOf('=') + 1))));
    return Stream.concat(kept, LOG.stream()).toList();
  }

  private static boolean starts(String argument, List<String> prefixes) {
    return prefixes.stream().anyMatch(argument::startsWith);
  }
}
