package io.godwit.common.claim;

import io.godwit.common.wire.run.Holder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A process on a machine, in a form that no other process will ever have: the machine's boot, the
 * namespace of process numbers (each container has its own), the number, and the tick at which the
 * process began. Only Linux tells all of them; elsewhere a holder's life is told by its lease
 * alone.
 */
public final class ProcessIdentity {

  private static final Path PROC = Path.of("/proc");

  /** The state and the ticks, counted from behind the name, which may hold anything. */
  private static final int STATE = 0;

  private static final int STARTED = 19;

  private ProcessIdentity() {}

  /** This process as the holder of a job. */
  public static Holder holder(String command) {
    return new Holder(
        UUID.randomUUID().toString(),
        command,
        host(),
        ProcessHandle.current().pid(),
        System.currentTimeMillis(),
        here());
  }

  /** Without asking a name server, where that can be had: a broken one answers after a minute. */
  private static String host() {
    try {
      return Files.readString(PROC.resolve("sys/kernel/hostname")).strip();
    } catch (IOException elsewhere) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException nameless) {
        return "a machine without a name";
      }
    }
  }

  /** Empty where the system does not tell. */
  private static Optional<String> here() {
    long me = ProcessHandle.current().pid();
    return machine().flatMap(machine -> started(me).map(ticks -> machine + " " + me + " " + ticks));
  }

  /** What is known of a holder without asking anybody. */
  enum Life {
    /** Its process runs on this machine. */
    RUNS,
    /** It ran on this machine, and is gone. */
    GONE,
    /** It is elsewhere. */
    UNKNOWN
  }

  /** How a holder is. */
  static Life of(Holder holder) {
    String[] parts = holder.place().orElse("").split(" ", -1);
    if (parts.length != 4 || !machine().equals(Optional.of(parts[0] + " " + parts[1]))) {
      return Life.UNKNOWN;
    }
    return started(Long.parseLong(parts[2])).equals(Optional.of(parts[3])) ? Life.RUNS : Life.GONE;
  }

  private static Optional<String> machine() {
    try {
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      return Optional.of(boot + " " + Files.readSymbolicLink(PROC.resolve("self/ns/pid")));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** One that has ended and is not yet cleared away by its parent does not run. */
  private static Optional<String> started(long process) {
    try {
      String stat = Files.readString(PROC.resolve(process + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[STATE].equals("Z") || fields[STATE].equals("X")
          ? Optional.empty()
          : Optional.of(fields[STARTED]);
    } catch (IOException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
