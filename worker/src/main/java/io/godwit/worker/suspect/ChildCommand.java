package io.godwit.worker.suspect;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> starts(argument, TAKEN) && !starts(argument, LEFT))
        .forEach(command::add);
    // All of the heap from the start: where there is no room for it, a child does not come to
    // begin, and no record is blamed.
    command.addAll(
        List.of("-XX:MaxHeapSize=" + heap, "-XX:InitialHeapSize=" + heap, "-XX:+AlwaysPreTouch"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    return command;
  }

  private static boolean starts(String argument, List<String> prefixes) {
    return prefixes.stream().anyMatch(argument::startsWith);
  }
}
